"""“That is not what I meant”: by link, on My page, written down by phone; and the list of what to talk about."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from config.core.access.guards import public, require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui import open_pages
from config.core.ui.responses import done, form_page, refused
from participation.contributions import mine, queries, reactions, telling, words
from participation.contributions.models import Contribution
from participation.contributions.reaction_forms import (
    ReactionForm,
    SettleForm,
    SpokenReactionForm,
    first_error,
)
from participation.contributions.reactions import Reaction
from representatives.selfservice.own import own_person

PAGE_SIZE = 25
OPEN_PAGE = "participation/contributions/reaction_open.html"


@public(
    "a person says whether it is what was meant by the link in the letter; only this one word can be given"
)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reaction_open(request: Any, token: str) -> HttpResponse:
    """What was said, what came of it, and two buttons. GET changes nothing."""
    found = reactions.find(token)
    own = found.assignment.representative.speaks if found else ""
    with translation.override(open_pages.language(request, own)):
        if found is None or not telling.may_be_told(found.assignment.representative):
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        form = ReactionForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                reactions.say(
                    reaction=found, via=Reaction.Via.LINK, by=None, at=timezone.now(), **form.cleaned_data
                )
            except reactions.CannotReact as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "reaction_open", token))
        context = {
            "reaction": found,
            "municipality": found.municipality,
            "languages_here": open_pages.switch(),
        }
        return open_pages.told(form_page(request, OPEN_PAGE, form, context | _shown(found.contribution)))


@require(Permission.MY_PAGE)
def my_reaction(request: Any, contribution_id: str) -> HttpResponse:
    """The same on My page."""
    person = own_person(request)
    said = get_object_or_404(mine.said_by(person), public_id=contribution_id)
    assignment = mine.seat_of(person, said)
    if assignment is None:
        raise Http404
    form = ReactionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = reactions.of(said, assignment)
        try:
            reactions.say(
                reaction=found, via=Reaction.Via.PAGE, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except reactions.CannotReact as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Thank you for telling us."), "home_open", request.municipality.slug)
    context = _shown(said) | {"reaction": reactions.found_of(said, assignment)}
    return form_page(request, "participation/contributions/my_reaction.html", form, context)


@require(Permission.CONTRIBUTIONS_WRITE)
def reaction_list(request: Any) -> HttpResponse:
    """What was not meant like that, until somebody has talked about it; with `?show=settled` what was talked about."""
    is_settled = request.GET.get("show") == "settled"
    rows = Reaction.objects.visible_to(request.user).of(request.municipality)
    rows = rows.filter(word=Reaction.Word.NOT_MEANT, settled_at__isnull=not is_settled).select_related(
        "contribution__project__unit", "assignment__representative", "settled_by"
    )
    page = Paginator(rows.order_by("-at", "-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    reading.listed(request, Reaction, "contributions", "name", "contribution", "text")
    return render(
        request, "participation/contributions/reactions.html", {"page": page, "is_settled": is_settled}
    )


@require(Permission.CONTRIBUTIONS_WRITE)
def reaction_settle(request: Any, reaction_id: str) -> HttpResponse:
    """Somebody has talked with the person: what came of it."""
    rows = Reaction.objects.visible_to(request.user).of(request.municipality)
    rows = rows.select_related("contribution__project", "assignment__representative")
    found = get_object_or_404(rows, public_id=reaction_id)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reactions.settle(reaction=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except reactions.CannotReact as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "reaction_list", request.municipality.slug)
    reading.looked(request, found.assignment.representative, "contributions", "name", "contribution", "text")
    return form_page(request, "participation/contributions/reaction_settle.html", form, {"reaction": found})


@require(Permission.CONTRIBUTIONS_WRITE)
@require_POST
def reaction_record(request: Any, contribution_id: str) -> HttpResponse:
    """What a contributor said of it on the phone."""
    rows = queries.whole(user=request.user, municipality=request.municipality)
    said = get_object_or_404(rows, public_id=contribution_id)
    where = ("contribution_detail", request.municipality.slug, said.public_id)
    form = SpokenReactionForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form), *where)
    given = form.cleaned_data
    wanted = given.pop("assignment")
    assignment = next((one for one in telling.contributors(said) if one.public_id == wanted), None)
    if assignment is None:
        return refused(
            request, _("This person did not say it, has left, or has withdrawn the consent."), *where
        )
    try:
        reactions.say(
            reaction=reactions.of(said, assignment),
            via=Reaction.Via.PHONE,
            by=request.user,
            at=timezone.now(),
            **given,
        )
    except reactions.CannotReact as refusal:
        return refused(request, refusal, *where)
    return done(request, _("It is written down."), *where)


def _shown(said: Contribution) -> dict[str, Any]:
    answer = reactions.latest(said)
    return {"said": said, "response": answer, "plain": words.plain(answer) if answer else ""}
