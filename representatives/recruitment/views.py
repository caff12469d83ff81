"""Channels as pages: for the facilitator who keeps them, and for professionals who pass them on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from representatives.catalogue.learning import learn_from
from representatives.recruitment import papers, queries, services
from representatives.recruitment.forms import ChannelForm, PassOnForm, wanted_terms
from representatives.recruitment.models import RecruitmentChannel


@require(Permission.RECRUITMENT_READ)
def channel_list(request: Any) -> HttpResponse:
    """Every channel and what it has led to; those that are open stand first."""
    at = timezone.now()
    channels = list(_channels(request))
    rows = queries.yields(channels, at=at)
    today = timezone.localdate(at)
    open_ones = [row for row in rows if row.channel.is_open_on(today)]
    closed = [row for row in rows if not row.channel.is_open_on(today)]
    context = {"open_rows": open_ones, "closed_rows": closed}
    return render(request, "representatives/recruitment/channels.html", context)


@require(Permission.RECRUITMENT_WRITE)
def channel_create(request: Any) -> HttpResponse:
    """Opens a channel; from a gap it comes filled in as a campaign for what is lacking."""
    form = ChannelForm(
        request.POST or None, municipality=request.municipality, initial=_campaign(request) or None
    )
    if request.method == "POST" and form.is_valid():
        try:
            channel = services.create(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotOpen as refusal:
            form.add_error("name", str(refusal))
        else:
            learn_from(form, request)
            words = _("The channel is open. Print the card, or copy the link.")
            return done(request, words, "channel_detail", request.municipality.slug, channel.public_id)
    return form_page(request, "representatives/recruitment/channel_form.html", form)


@require(Permission.RECRUITMENT_READ)
def channel_detail(request: Any, channel_id: str) -> HttpResponse:
    """One channel: its link, code, card and form, and what it has led to."""
    channel = _channel(request, channel_id)
    at = timezone.now()
    context = {
        "channel": channel,
        "row": queries.yields([channel], at=at)[0],
        "is_open": channel.is_open_on(timezone.localdate(at)),
        "address": papers.address(channel),
        "qr": papers.qr_image(channel),
    }
    return render(request, "representatives/recruitment/channel.html", context)


@require(Permission.RECRUITMENT_WRITE)
def channel_edit(request: Any, channel_id: str) -> HttpResponse:
    """Changes what a channel is called and says; its address stays, for it is printed."""
    channel = _channel(request, channel_id)
    initial = {name: getattr(channel, name) for name in services.EDITABLE}
    initial["wanted"] = channel.wanted.public_id if channel.wanted else None
    form = ChannelForm(
        request.POST or None, municipality=request.municipality, initial=initial, kept=channel.wanted
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.update(channel=channel, changes=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotOpen as refusal:
            form.add_error("name", str(refusal))
        else:
            learn_from(form, request)
            return _to(request, _("Saved."), channel)
    return form_page(request, "representatives/recruitment/channel_form.html", form, {"channel": channel})


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def channel_close(request: Any, channel_id: str) -> HttpResponse:
    """Ends a channel."""
    channel = _channel(request, channel_id)
    services.close(channel=channel, by=request.user, at=timezone.now())
    return _to(request, _("The channel is closed. Its page says so, and whom to call."), channel)


@require(Permission.RECRUITMENT_WRITE)
@require_POST
def channel_reopen(request: Any, channel_id: str) -> HttpResponse:
    """Takes a channel into use again."""
    channel = _channel(request, channel_id)
    services.reopen(channel=channel, by=request.user, at=timezone.now())
    return _to(request, _("The channel is open again."), channel)


@require(Permission.RECRUITMENT_FORWARD)
def channel_forward(request: Any) -> HttpResponse:
    """The open channels for those who meet people: copy the link, print the card, say how many were passed on."""
    shown = _channels(request).open(timezone.localdate())
    rows = [(channel, papers.address(channel), papers.qr_image(channel)) for channel in shown]
    return render(request, "representatives/recruitment/forward.html", {"rows": rows, "form": PassOnForm()})


@require(Permission.RECRUITMENT_FORWARD)
@require_POST
def channel_pass_on(request: Any, channel_id: str) -> HttpResponse:
    """Adds a number to what has been passed on. No name is asked for."""
    channel = _channel(request, channel_id)
    form = PassOnForm(request.POST)
    if not form.is_valid():
        reason = next(iter(form.errors.values()))[0]
        return refused(request, reason, "channel_forward", request.municipality.slug)
    try:
        services.pass_on(channel=channel, by=request.user, at=timezone.now(), **form.cleaned_data)
    except services.CannotPassOn as refusal:
        return refused(request, refusal, "channel_forward", request.municipality.slug)
    return done(request, _("Thank you for passing it on."), "channel_forward", request.municipality.slug)


@require(Permission.RECRUITMENT_FORWARD)
def channel_card(request: Any, channel_id: str) -> HttpResponse:
    """The cards as a sheet to print, in the language of the page."""
    channel = _channel(request, channel_id)
    content = papers.card(channel, language=_language(), as_of=timezone.localdate())
    return _file(content, f"medvirk-{channel.code}-card.pdf")


@require(Permission.RECRUITMENT_FORWARD)
def channel_form(request: Any, channel_id: str) -> HttpResponse:
    """The form to fill in by hand, in the language of the page."""
    channel = _channel(request, channel_id)
    content = papers.form(channel, language=_language(), as_of=timezone.localdate())
    return _file(content, f"medvirk-{channel.code}-form.pdf")


def _campaign(request: Any) -> dict[str, Any]:
    """What the gap view hands over: a term that somebody asked for, and an area."""
    terms = wanted_terms(request.municipality)
    term = terms.filter(public_id=request.GET.get("term", "")[:22]).first()
    area = request.GET.get("area", "")[:80]
    if term is None and not area:
        return {}
    name = " – ".join(part for part in (term.name if term else "", area) if part)
    return {
        "kind": RecruitmentChannel.Kind.CAMPAIGN,
        "name": _("Campaign: %(what)s") % {"what": name},
        "wanted": term.public_id if term else None,
        "wanted_area": area,
    }


def _channels(request: Any) -> Any:
    rows = RecruitmentChannel.objects.visible_to(request.user).of(request.municipality)
    return rows.select_related("municipality", "wanted")


def _channel(request: Any, public_id: str) -> RecruitmentChannel:
    found: RecruitmentChannel = get_object_or_404(_channels(request), public_id=public_id)
    return found


def _to(request: Any, message: str, channel: RecruitmentChannel) -> HttpResponse:
    return done(request, message, "channel_detail", request.municipality.slug, channel.public_id)


def _language() -> str:
    return (translation.get_language() or "nb")[:2]


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
