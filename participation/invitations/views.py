"""Invitations as pages: the round of a request, the list, one invitation, and what can be done with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page, refused
from participation.invitations import messages as letters
from participation.invitations import queries, services
from participation.invitations.forms import AnswerForm, InviteForm, ReplyByForm, SearchForm
from participation.invitations.models import Invitation
from projects.models import Request
from projects.planning.queries import named

PAGE_SIZE = 25


@require(Permission.INVITATIONS_READ)
def invitation_list(request: Any) -> HttpResponse:
    """Every invitation of the municipality, newest first, with filters."""
    form = SearchForm(request.GET or None)
    search = form.search() if form.is_bound else queries.Search()
    today = timezone.localdate()
    rows = queries.find(user=request.user, municipality=request.municipality, search=search, today=today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    active = sum(1 for name in form.fields if request.GET.get(name))
    reading.listed(request, Invitation, "invitations", "name", "answer")
    context = {"form": form, "page": page, "lines": queries.lines(page), "active_filters": active}
    context["project"] = named(user=request.user, municipality=request.municipality, public_id=search.project)
    return render(request, "participation/invitations/list.html", context)


@require(Permission.INVITATIONS_READ)
def invitation_unasked(request: Any) -> HttpResponse:
    """Everyone who is chosen and not asked, each with the way to the round where they are invited."""
    rows = queries.unasked(user=request.user, municipality=request.municipality)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/invitations/unasked.html", {"page": page})


@require(Permission.INVITATIONS_READ)
def invitation_round(request: Any, request_id: str) -> HttpResponse:
    """The round of one request: whom to ask, who has answered what, and what to do about each."""
    wanted = _wanted(request, request_id)
    current = queries.round_of(wanted=wanted, user=request.user, show=request.GET.get("show", ""))
    form = InviteForm(to_ask=current.to_ask, today=timezone.localdate())
    return _round_page(request, wanted, current, form)


@require(Permission.INVITATIONS_SEND)
def invitation_review(request: Any, request_id: str) -> HttpResponse:
    """The letter as each person gets it; a POST sends."""
    wanted = _wanted(request, request_id)
    current = queries.round_of(wanted=wanted, user=request.user)
    at = timezone.now()
    form = InviteForm(request.POST or request.GET, to_ask=current.to_ask, today=timezone.localtime(at).date())
    if not form.is_valid():
        return _round_page(request, wanted, current, form)
    chosen = [one for one in current.to_ask if one.person.public_id in form.cleaned_data["people"]]
    reply_by = form.cleaned_data["reply_by"]
    if request.method != "POST":
        return _review_page(request, wanted, chosen, reply_by)
    people = [one.person for one in chosen]
    outcome = services.invite(
        request=wanted, representatives=people, reply_by=reply_by, by=request.user, at=at
    )
    return _told(request, wanted, outcome)


@require(Permission.INVITATIONS_SEND)
@require_POST
def invitation_send_all(request: Any, request_id: str) -> HttpResponse:
    """Sends what stands ready."""
    wanted = _wanted(request, request_id)
    return _told(request, wanted, services.send_all(request=wanted, by=request.user, at=timezone.now()))


@require(Permission.INVITATIONS_READ)
def invitation_detail(request: Any, invitation_id: str) -> HttpResponse:
    """One invitation and its history. The reading is written in the audit trail, for the page shows how to call."""
    invitation = _invitation(request, invitation_id)
    _log_reading(request, [invitation.representative])
    (line,) = queries.lines([invitation])
    context = {"line": line, "invitation": invitation, "is_open": invitation.is_open_on(timezone.localdate())}
    return render(request, "participation/invitations/detail.html", context)


@require(Permission.INVITATIONS_SEND)
@require_POST
def invitation_send(request: Any, invitation_id: str) -> HttpResponse:
    """Sends one that stands ready."""
    invitation = _invitation(request, invitation_id)
    try:
        services.send(invitation=invitation, by=request.user, at=timezone.now())
    except services.CannotSend as refusal:
        return refused(request, refusal, *_to_round(request, invitation))
    return done(request, _("The invitation is sent."), *_to_round(request, invitation))


@require(Permission.INVITATIONS_SEND)
def invitation_send_again(request: Any, invitation_id: str) -> HttpResponse:
    """A new letter with a new link and a new date."""
    invitation = _invitation(request, invitation_id)
    at = timezone.now()
    form = ReplyByForm(
        request.POST if request.method == "POST" else None, today=timezone.localtime(at).date()
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.send_again(invitation=invitation, by=request.user, at=at, **form.cleaned_data)
        except services.CannotSend as refusal:
            return refused(request, refusal, *_to_round(request, invitation))
        return done(request, _("Sent again. The old link no longer works."), *_to_round(request, invitation))
    reading.looked(request, invitation.representative, "invitations", "name")
    return form_page(request, "participation/invitations/send_again.html", form, {"invitation": invitation})


@require(Permission.INVITATIONS_SEND)
def invitation_withdraw(request: Any, invitation_id: str) -> HttpResponse:
    """Says what will happen; a POST takes the invitation back."""
    invitation = _invitation(request, invitation_id)
    if request.method != "POST":
        reading.looked(request, invitation.representative, "invitations", "name")
        return render(request, "participation/invitations/withdraw.html", {"invitation": invitation})
    try:
        services.withdraw(invitation=invitation, by=request.user, at=timezone.now())
    except services.CannotWithdraw as refusal:
        return refused(request, refusal, *_to_round(request, invitation))
    return done(request, _("The invitation is withdrawn."), *_to_round(request, invitation))


@require(Permission.INVITATIONS_SEND)
def answer_record(request: Any, invitation_id: str) -> HttpResponse:
    """Writes down an answer that came by phone or on paper."""
    invitation = _invitation(request, invitation_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(
                invitation=invitation, at=timezone.now(), recorded_by=request.user, **form.cleaned_data
            )
        except services.CannotAnswer as refusal:
            return refused(request, refusal, *_to_round(request, invitation))
        return done(request, _("The answer is recorded."), *_to_round(request, invitation))
    reading.looked(request, invitation.representative, "invitations", "name")
    return form_page(request, "participation/invitations/record.html", form, {"invitation": invitation})


def _round_page(request: Any, wanted: Request, current: queries.Round, form: InviteForm) -> HttpResponse:
    reading.listed(request, Invitation, "invitations", "name", "answer")
    _log_reading(request, [line.invitation.representative for line in current.lines if line.must_call])
    context = {
        "wanted": wanted,
        "round": current,
        "show": request.GET.get("show", ""),
        "is_asking": wanted.state == Request.State.OPEN,
    }
    return form_page(request, "participation/invitations/round.html", form, context)


def _review_page(request: Any, wanted: Request, chosen: list[Any], reply_by: Any) -> HttpResponse:
    """One letter for each language among those who get one; everyone's name with how the person is asked."""
    reading.listed(request, Invitation, "invitations", "name", "letter")
    by_language = {one.person.speaks: one.person for one in reversed(chosen) if one.by_mail}
    previews = [
        (person, letters.preview(request=wanted, person=person, reply_by=reply_by))
        for person in by_language.values()
    ]
    context = {
        "wanted": wanted,
        "chosen": chosen,
        "to_call": [one.person for one in chosen if not one.by_mail],
        "by_mail": sum(one.by_mail for one in chosen),
        "reply_by": reply_by,
        "previews": previews,
    }
    return render(request, "participation/invitations/review.html", context)


def _told(request: Any, wanted: Request, outcome: services.Outcome) -> HttpResponse:
    for person, reason in outcome.refused:
        messages.error(request, f"{person.name}: {reason}")
    count = len(outcome.sent)
    text = ngettext("%(count)s person is asked.", "%(count)s people are asked.", count) % {"count": count}
    return done(
        request, text if count else "", "invitation_round", request.municipality.slug, wanted.public_id
    )


def _log_reading(request: Any, people: list[Any]) -> None:
    at = timezone.now()
    audit.record_many(
        [
            audit.line(
                "representative.read",
                obj=person,
                by=request.user,
                at=at,
                fields=["phone"],
                subject=person,
                purpose="invitations",
            )
            for person in people
        ]
    )


def _to_round(request: Any, invitation: Invitation) -> tuple[str, str, str]:
    return ("invitation_round", request.municipality.slug, invitation.request.public_id)


def _wanted(request: Any, public_id: str) -> Request:
    rows = Request.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("project__unit", "role"), public_id=public_id)


def _invitation(request: Any, public_id: str) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(queries.with_details(rows), public_id=public_id)
