"""Invitations as pages: the round of a request, the list, one invitation, and what can be done with it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page, refused
from participation.invitations import queries, services
from participation.invitations.forms import AnswerForm, PromoteForm, ReplyByForm, SearchForm
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
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines(page, today=today),
        "active_filters": active,
    }
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
    """The round of one request: who has answered what, and what to do about each."""
    wanted = _wanted(request, request_id)
    show = request.GET.get("show", "")
    current = queries.round_of(wanted=wanted, user=request.user, today=timezone.localdate(), show=show)
    reading.listed(request, Invitation, "invitations", "name", "answer")
    _log_reading(request, [line.invitation.representative for line in current.lines if line.must_call])
    context = {"wanted": wanted, "round": current, "show": show}
    return render(request, "participation/invitations/round.html", context)


@require(Permission.INVITATIONS_READ)
def invitation_detail(request: Any, invitation_id: str) -> HttpResponse:
    """One invitation and its history. The reading is written in the audit trail, for the page shows how to call."""
    invitation = _invitation(request, invitation_id)
    _log_reading(request, [invitation.representative])
    today = timezone.localdate()
    (line,) = queries.lines([invitation], today=today)
    context = {"line": line, "invitation": invitation, "is_open": invitation.is_open_on(today)}
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
    form = ReplyByForm(request.POST if request.method == "POST" else None, today=timezone.localdate(at))
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
    form = AnswerForm(request.POST if request.method == "POST" else None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            services.record(invitation=invitation, at=at, recorded_by=request.user, **form.answered(at))
        except services.CannotAnswer as refusal:
            return refused(request, refusal, *_to_round(request, invitation))
        return done(request, _("The answer is recorded."), *_to_round(request, invitation))
    reading.looked(request, invitation.representative, "invitations", "name")
    return form_page(request, "participation/invitations/record.html", form, {"invitation": invitation})


@require(Permission.INVITATIONS_SEND)
@require_POST
def answer_check(request: Any, invitation_id: str) -> HttpResponse:
    """One press: the last answer was the person's own, or its wish is noted."""
    invitation = _invitation(request, invitation_id)
    last = invitation.answers.last()
    if last is not None:
        services.check(answer=last, by=request.user, at=timezone.now())
    return done(request, _("Written down."), *_to_round(request, invitation))


@require(Permission.INVITATIONS_SEND)
@require_POST
def invitation_promote_next(request: Any, request_id: str) -> HttpResponse:
    """One press: the free seat is offered to the first on the reserve."""
    wanted = _wanted(request, request_id)
    here = ("invitation_round", request.municipality.slug, wanted.public_id)
    first = services.next_in_line(wanted)
    if first is None:
        return refused(request, _("Nobody is on the reserve."), *here)
    try:
        offer = services.promote(invitation=first, by=request.user, at=timezone.now())
    except services.CannotPromote as refusal:
        return refused(request, refusal, *here)
    return done(request, _offered(offer), *here)


@require(Permission.INVITATIONS_SEND)
def invitation_promote(request: Any, invitation_id: str) -> HttpResponse:
    """Offers the free seat to one on the reserve, with a reason where somebody else has waited longer."""
    invitation = _invitation(request, invitation_id)
    at = timezone.now()
    until = timezone.localdate(at) + services.DAYS_TO_TAKE
    form = PromoteForm(request.POST if request.method == "POST" else None, initial={"until": until})
    if request.method == "POST" and form.is_valid():
        try:
            offer = services.promote(invitation=invitation, by=request.user, at=at, **form.cleaned_data)
        except services.ReasonMissing as refusal:
            form.add_error("reason", str(refusal))
        except services.CannotPromote as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _offered(offer), *_to_round(request, invitation))
    reading.looked(request, invitation.representative, "invitations", "name")
    return form_page(request, "participation/invitations/promote.html", form, {"invitation": invitation})


def _offered(offer: Any) -> str:
    said = {"name": offer.invitation.representative.name, "day": date_format(offer.until, "DATE_FORMAT")}
    return _("The seat is offered to %(name)s, who has until %(day)s to answer.") % said


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
