"""Sendings as pages: who is written to, every letter as it will be read, the pause, and what came of it."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.letters.placeholders import UnknownPlaceholder
from config.core.ui.responses import done, form_page, refused
from participation.invitations.forms import DAYS_TO_ANSWER
from participation.invitations.models import Invitation
from participation.sendings import queries, services
from participation.sendings.forms import NumberForm, PrepareForm
from participation.sendings.models import Sending
from projects.models import Request

LETTERS_A_PAGE, PAGE_SIZE = 10, 25


@require(Permission.INVITATIONS_READ)
def sending_list(request: Any) -> HttpResponse:
    """Every sending of the municipality, newest first."""
    show = request.GET.get("show", "")
    rows = queries.find(user=request.user, municipality=request.municipality, show=show)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/sendings/list.html", {"page": page, "show": show})


@require(Permission.INVITATIONS_SEND)
def sending_prepare(request: Any, request_id: str) -> HttpResponse:
    """Who is asked and who is thanked; a POST keeps it as a draft and shows the letters."""
    wanted = _wanted(request, request_id)
    draft = Sending.objects.visible_to(request.user).filter(request=wanted).open().first()
    if draft is not None and draft.state != Sending.State.DRAFT:
        return done(request, "", *_to(request, draft))
    at = timezone.now()
    people, thanked = queries.to_ask(wanted), queries.to_thank(wanted)
    may = [one for one in people if not one.why_not] if wanted.state == Request.State.OPEN else []
    form = PrepareForm(
        request.POST if request.method == "POST" else None,
        to_ask=may,
        to_thank=thanked,
        draft=draft,
        today=timezone.localdate(at),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.prepare(request=wanted, by=request.user, at=at, **_chosen(form, may, thanked, at))
        except services.CannotPrepare as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, "", *_to(request, made))
    reading.listed(request, Invitation, "invitations", "name", "answer")
    context = {"wanted": wanted, "draft": draft, "cannot_ask": [one for one in people if one.why_not]}
    return form_page(request, "participation/sendings/prepare.html", form, context)


@require(Permission.INVITATIONS_SEND)
@require_POST
def sending_start(request: Any, request_id: str) -> HttpResponse:
    """One press on the bar: the sending that is open, or a draft with everyone who may be written to."""
    wanted = _wanted(request, request_id)
    at = timezone.now()
    sending = Sending.objects.visible_to(request.user).filter(request=wanted).open().first()
    if sending is None:
        is_open = wanted.state == Request.State.OPEN
        people = [one.person for one in queries.to_ask(wanted) if is_open and not one.why_not]
        reply_by = timezone.localdate(at) + timedelta(days=DAYS_TO_ANSWER)
        try:
            sending = services.prepare(
                request=wanted,
                ask=people,
                thank=queries.to_thank(wanted),
                reply_by=reply_by,
                by=request.user,
                at=at,
            )
        except services.CannotPrepare:
            # The page where they are chosen says about each why not.
            return done(request, "", "sending_prepare", request.municipality.slug, wanted.public_id)
    return done(request, "", *_to(request, sending))


@require(Permission.INVITATIONS_READ)
def sending_detail(request: Any, sending_id: str) -> HttpResponse:
    """A draft with its letters; the pause with its stop; how far it is; or what came of it."""
    sending = _sending(request, sending_id)
    response = _page(request, sending, NumberForm())
    if sending.state in (Sending.State.HELD, Sending.State.LEAVING) and not request.htmx:
        response.headers["Refresh"] = "5"
    return response


@require(Permission.INVITATIONS_SEND)
@require_POST
def sending_send(request: Any, sending_id: str) -> HttpResponse:
    """Lets it go; above a hundred with the number typed."""
    sending = _sending(request, sending_id)
    counts = queries.counts(sending)
    form = NumberForm(request.POST)
    if counts.whole > services.TYPED_ABOVE and not form.is_valid():
        return _page(request, sending, form)
    number = form.cleaned_data.get("number") if form.is_valid() else None
    try:
        services.send(sending=sending, by=request.user, at=timezone.now(), number=number)
    except services.NumberMissing as refusal:
        form.add_error("number", str(refusal))
        return _page(request, sending, form)
    except services.CannotSend as refusal:
        return refused(request, refusal, *_to(request, sending))
    return done(request, "", *_to(request, sending))


@require(Permission.INVITATIONS_SEND)
@require_POST
def sending_approve(request: Any, sending_id: str) -> HttpResponse:
    """The second person has looked."""
    sending = _sending(request, sending_id)
    try:
        services.approve(sending=sending, by=request.user, at=timezone.now())
    except services.CannotSend as refusal:
        return refused(request, refusal, *_to(request, sending))
    return done(request, "", *_to(request, sending))


@require(Permission.INVITATIONS_SEND)
@require_POST
def sending_stop(request: Any, sending_id: str) -> HttpResponse:
    """Stops what has not left."""
    sending = _sending(request, sending_id)
    try:
        held = services.stop(sending=sending, by=request.user, at=timezone.now())
    except services.CannotStop as refusal:
        return refused(request, refusal, *_to(request, sending))
    is_draft = held.state == Sending.State.DRAFT
    text = _("Stopped. Nothing has been sent.") if is_draft else _("Stopped. The rest is not sent.")
    return done(request, text, *_to(request, sending))


@require(Permission.INVITATIONS_SEND)
@require_POST
def sending_discard(request: Any, sending_id: str) -> HttpResponse:
    """Throws a draft away; the choices stay."""
    sending = _sending(request, sending_id)
    try:
        services.discard(sending=sending, by=request.user, at=timezone.now())
    except services.CannotStop as refusal:
        return refused(request, refusal, *_to(request, sending))
    text = _("The draft is thrown away. Your choices are as they were.")
    return done(request, text, "invitation_round", request.municipality.slug, sending.request.public_id)


@require(Permission.INVITATIONS_SEND)
@require_POST
def sending_tell(request: Any, sending_id: str, line_id: str) -> HttpResponse:
    """Writes down that somebody without e-mail has been told."""
    sending = _sending(request, sending_id)
    line = get_object_or_404(sending.lines, public_id=line_id)
    services.mark_told(line=line, by=request.user, at=timezone.now())
    return done(request, _("Written down."), *_to(request, sending))


def _page(request: Any, sending: Sending, form: NumberForm) -> HttpResponse:
    lines = sending.lines.select_related("representative__municipality").order_by("id")
    page = Paginator(lines, LETTERS_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"sending": sending, "counts": queries.counts(sending), "page": page}
    context["minutes"] = max(1, round(services.pause().total_seconds() / 60))
    context["must_type"] = context["counts"].whole > services.TYPED_ABOVE
    context["left_out"] = queries.left_out(sending)
    context["is_other"] = sending.sent_by_id != request.user.pk
    is_asking = sending.state in (Sending.State.DRAFT, Sending.State.APPROVAL)
    try:
        context["told"] = queries.told(page, sending=sending, with_letters=is_asking)
    except UnknownPlaceholder as refusal:
        context["broken"] = str(refusal)
        context["told"] = queries.told(page, sending=sending, with_letters=False)
    if sending.state == Sending.State.SENT:
        to_tell = lines.to_tell()
        reading.listed(request, Invitation, "invitations", "name", "phone")
        context["to_tell"] = queries.told(to_tell, sending=sending, with_letters=False)
    else:
        reading.listed(request, Invitation, "invitations", "name", "letter")
    template = "participation/sendings/detail.html"
    if request.htmx:
        return render(request, f"{template}#state", context | {"form": form})
    return form_page(request, template, form, context)


def _chosen(form: PrepareForm, may: Any, thanked: Any, at: Any) -> dict[str, Any]:
    """What the service takes of a filled form."""
    given = form.cleaned_data
    ask, thank = given.get("ask", []), given.get("thank", [])
    return {
        "ask": [one.person for one in may if one.person.public_id in ask],
        "thank": [row for row in thanked if row.public_id in thank],
        "reply_by": given.get("reply_by") or timezone.localdate(at),
    }


def _to(request: Any, sending: Sending) -> tuple[str, str, str]:
    return ("sending_detail", request.municipality.slug, sending.public_id)


def _wanted(request: Any, public_id: str) -> Request:
    rows = Request.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("project__unit", "role"), public_id=public_id)


def _sending(request: Any, public_id: str) -> Sending:
    rows = Sending.objects.visible_to(request.user).of(request.municipality)
    rows = rows.select_related("request__project__unit", "request__role", "sent_by", "approved_by", "made_by")
    return get_object_or_404(rows, public_id=public_id)
