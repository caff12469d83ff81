"""Open calls as pages of the facilitator: written, looked at before it is sent, published, closed, settled."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading as looks
from config.core.ui.responses import done, form_page, refused
from projects.calls import cards, links, messages, queries, reaching, services
from projects.calls.forms import CallForm, ReopenForm
from projects.calls.models import Call, Interest
from projects.requests import queries as requests

USUAL_DAYS = timedelta(days=14)


@require(Permission.CANDIDATES_READ)
def call_list(request: Any) -> HttpResponse:
    """Every call: those that somebody must see to stand first."""
    rows = list(queries.detail(user=request.user, municipality=request.municipality))
    context = {
        "running": [row for row in rows if row.state != Call.State.ANSWERED],
        "settled": [row for row in rows if row.state == Call.State.ANSWERED],
    }
    return render(request, "projects/calls/list.html", context)


@require(Permission.CANDIDATES_READ)
def call_of_request(request: Any, request_id: str) -> HttpResponse:
    """Leads to the call of a request, or to the page where one is written."""
    wanted = _wanted(request, request_id)
    call = queries.current_of(wanted)
    if call is None:
        return done(request, "", "call_create", request.municipality.slug, wanted.public_id)
    return done(request, "", "call_detail", request.municipality.slug, call.public_id)


@require(Permission.INVITATIONS_SEND)
def call_create(request: Any, request_id: str) -> HttpResponse:
    """Writes a call for a request."""
    wanted = _wanted(request, request_id)
    initial = {"open_until": timezone.localdate() + USUAL_DAYS}
    form = CallForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            call = services.create(request=wanted, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotCall as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, _("The call is a draft. Look at whom it reaches, and publish it."), call)
    return form_page(request, "projects/calls/form.html", form, {"wanted": wanted, "call": None})


@require(Permission.CANDIDATES_READ)
def call_detail(request: Any, call_id: str) -> HttpResponse:
    """One call: where it stands, the next step, link, card, and how many are interested.

    While letters are written the page asks again by itself.
    """
    call = _call(request, call_id)
    if request.htmx:
        response = render(request, "projects/calls/detail.html#letters", {"call": call})
        if not call.is_writing:
            response.headers["HX-Refresh"] = "true"
        return response
    is_public = call.state != Call.State.DRAFT
    context = {
        "call": call,
        "wanted": call.request,
        "is_over": call.state == Call.State.OPEN and not call.takes_interest_on(timezone.localdate()),
        "address": links.address(call) if is_public else "",
        "qr": cards.qr_image(call) if is_public else "",
        "reopen": ReopenForm(initial={"open_until": timezone.localdate() + timedelta(days=7)}),
    }
    response = render(request, "projects/calls/detail.html", context)
    if call.is_writing:
        response.headers["Refresh"] = "3"
    return response


@require(Permission.INVITATIONS_SEND)
def call_edit(request: Any, call_id: str) -> HttpResponse:
    """Changes what a call says, and until when it is open."""
    call = _call(request, call_id)
    initial = {name: getattr(call, name) for name in services.EDITABLE}
    is_published = call.state != Call.State.DRAFT
    form = CallForm(request.POST or None, initial=initial, is_published=is_published)
    if request.method == "POST" and form.is_valid():
        try:
            services.update(call=call, changes=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotCall as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, _("Saved."), call)
    return form_page(request, "projects/calls/form.html", form, {"wanted": call.request, "call": call})


@require(Permission.INVITATIONS_SEND)
def call_publish(request: Any, call_id: str) -> HttpResponse:
    """Whom the call reaches, in counts, and the letter; a POST publishes it."""
    call, at = _call(request, call_id), timezone.now()
    if request.method == "POST":
        return _press(request, call, lambda: _published(services.publish(call=call, by=request.user, at=at)))
    found = reaching.reach(call=call, at=at)
    letter = messages.preview(call, found.people[0]) if found.people else None
    if letter is not None:
        looks.looked(request, found.people[0], "calls", "name")
    context = {"call": call, "wanted": call.request, "found": found, "letter": letter}
    return render(request, "projects/calls/publish.html", context)


def _published(count: int) -> str:
    text = ngettext(
        "The call is open. %(count)s person gets a letter.",
        "The call is open. %(count)s people get a letter.",
        count,
    )
    return text % {"count": count}


@require(Permission.INVITATIONS_SEND)
@require_POST
def call_close(request: Any, call_id: str) -> HttpResponse:
    """Takes no more interest, so that it can be read."""
    call = _call(request, call_id)

    def step() -> str:
        services.close(call=call, by=request.user, at=timezone.now())
        return _("The call is closed. Now read everyone who is interested.")

    return _press(request, call, step)


@require(Permission.INVITATIONS_SEND)
@require_POST
def call_reopen(request: Any, call_id: str) -> HttpResponse:
    """Takes interest again until another day."""
    call, form = _call(request, call_id), ReopenForm(request.POST)
    if not form.is_valid():
        reason = next(iter(form.errors.values()))[0]
        return refused(request, reason, "call_detail", request.municipality.slug, call.public_id)

    def step() -> str:
        services.reopen(call=call, by=request.user, at=timezone.now(), **form.cleaned_data)
        return _("The call is open again.")

    return _press(request, call, step)


@require(Permission.INVITATIONS_SEND)
@require_POST
def call_channel(request: Any, call_id: str) -> HttpResponse:
    """Opens a way in for people who are not in the network."""
    call = _call(request, call_id)

    def step() -> str:
        services.give_channel(call=call, by=request.user, at=timezone.now())
        return _("New people can register by the page of the call now. Print the card, or share the link.")

    return _press(request, call, step)


@require(Permission.CANDIDATES_READ)
def call_card(request: Any, call_id: str) -> HttpResponse:
    """Cards to cut out that lead to the page of the call, in the language of the page."""
    call = _call(request, call_id)
    language = (translation.get_language() or "nb")[:2]
    content = cards.card(call, language=language, as_of=timezone.localdate())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="medvirk-{call.code}-card.pdf"'
    return answer


@require(Permission.INVITATIONS_SEND)
def call_answer(request: Any, call_id: str) -> HttpResponse:
    """What each is answered, with both letters to read; a POST sends them and settles the call."""
    call = _call(request, call_id)
    found = queries.reading(call)
    if request.method == "POST":
        return _press(
            request,
            call,
            lambda: _answered(services.answer_all(call=call, by=request.user, at=timezone.now())),
        )
    looks.listed(request, Interest, "calls", "name", "answer")
    context = {"call": call, "wanted": call.request, "found": found, "letters": _letters(found)}
    return render(request, "projects/calls/answer.html", context)


def _letters(found: queries.Reading) -> list[tuple[str, Any]]:
    """One letter of each kind, as its first reader gets it."""
    shown = []
    for answer, label in Interest.Answer.choices:
        one = next((row.interest for row in found.by_letter if row.interest.answer == answer), None)
        if one is not None:
            shown.append((str(label), messages.answer_letter(one, answer)))
    return shown


def _answered(count: int) -> str:
    text = ngettext(
        "Everyone has an answer. %(count)s letter is on its way.",
        "Everyone has an answer. %(count)s letters are on their way.",
        count,
    )
    return text % {"count": count}


def _press(request: Any, call: Call, step: Callable[[], str]) -> HttpResponse:
    """One step, and back to the call: with what the step says, or with the refusal."""
    try:
        message = step()
    except services.CannotCall as refusal:
        return refused(request, refusal, "call_detail", request.municipality.slug, call.public_id)
    return _to(request, message, call)


def _to(request: Any, message: str, call: Call) -> HttpResponse:
    return done(request, message, "call_detail", request.municipality.slug, call.public_id)


def _call(request: Any, public_id: str) -> Call:
    rows = queries.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _wanted(request: Any, public_id: str) -> Any:
    rows = requests.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
