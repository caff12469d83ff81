"""Plan the season: one page with the newest plan, and one press for each seat."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from projects.candidates.services import CannotChoose, ReasonMissing
from projects.season import queries, services
from projects.season.forms import TakeForm
from projects.season.models import SeasonPlan, SeasonSeat
from representatives.registry.models import Representative

State = SeasonPlan.State


@require(Permission.CANDIDATES_READ)
def season_detail(request: Any) -> HttpResponse:
    """The newest plan: being made, made, or why there is none. While it is made the page asks again by itself."""
    plan = queries.newest(user=request.user, municipality=request.municipality)
    context: dict[str, Any] = {"plan": plan}
    if plan is not None and plan.state == State.MADE and not request.htmx:
        context["shown"] = queries.shown(plan=plan, user=request.user, at=timezone.now())
        reading.listed(request, Representative, "candidates", "name", "terms")
    is_being_made = plan is not None and plan.state == State.MAKING
    template = "projects/season/detail.html#progress" if request.htmx else "projects/season/detail.html"
    response = render(request, template, context)
    if is_being_made and not request.htmx:
        response.headers["Refresh"] = "3"
    if request.htmx and not is_being_made:
        response.headers["HX-Refresh"] = "true"
    return response


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def season_make(request: Any) -> HttpResponse:
    """Starts a new plan."""
    try:
        services.ask(municipality=request.municipality, by=request.user, at=timezone.now())
    except services.CannotPlan as refusal:
        return refused(request, refusal, _address(request))
    return done(request, _("The plan is being made."), _address(request))


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def season_cancel(request: Any, season_plan_id: str) -> HttpResponse:
    """Stops the plan that is being made."""
    rows = SeasonPlan.objects.visible_to(request.user).of(request.municipality)
    plan = get_object_or_404(rows, public_id=season_plan_id)
    try:
        services.cancel(plan=plan, by=request.user, at=timezone.now())
    except services.CannotPlan as refusal:
        return refused(request, refusal, _address(request))
    return done(request, _("The plan is cancelled."), _address(request))


@require(Permission.CANDIDATES_CHOOSE)
def season_seat_take(request: Any, season_seat_id: str) -> HttpResponse:
    """Chooses the proposed person; asks for a reason when something stands against it."""
    seat, at = _seat(request, season_seat_id), timezone.now()
    form = TakeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take(seat=seat, by=request.user, at=at, **form.cleaned_data)
        except ReasonMissing as refusal:
            form.add_error("reason", str(refusal))
        except (CannotChoose, services.CannotTake) as refusal:
            return refused(request, refusal, _address(request))
        else:
            text = _("%(name)s is chosen. Nobody is asked until you send the invitations.")
            return done(request, text % {"name": seat.representative.name}, _address(request))
    shown = queries.one(seat=seat, user=request.user, at=at)
    if shown is None:
        raise Http404
    reading.looked(request, shown.representative, "candidates", "name", "terms")
    return form_page(request, "projects/season/take.html", form, {"shown": shown, "seat": seat})


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def season_seat_skip(request: Any, season_seat_id: str) -> HttpResponse:
    """Sets a proposal aside."""
    return _decided(
        request, season_seat_id, services.skip, _("The proposal is set aside. The seat is still open.")
    )


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def season_seat_put_back(request: Any, season_seat_id: str) -> HttpResponse:
    """Takes up a proposal that was skipped."""
    return _decided(request, season_seat_id, services.put_back, _("The proposal is back."))


def _decided(request: Any, season_seat_id: str, decide: Any, message: str) -> HttpResponse:
    try:
        decide(seat=_seat(request, season_seat_id), by=request.user, at=timezone.now())
    except services.CannotTake as refusal:
        return refused(request, refusal, _address(request))
    return done(request, message, _address(request))


def _seat(request: Any, public_id: str) -> SeasonSeat:
    rows = SeasonSeat.objects.visible_to(request.user).of(request.municipality).proposed()
    return get_object_or_404(rows.select_related("request", "representative"), public_id=public_id)


def _address(request: Any) -> str:
    return reverse("season_detail", args=[request.municipality.slug])
