"""Rates and claims as pages."""

from collections.abc import Callable
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
from config.core.ui.responses import done, form_page, refused
from participation.claims import queries, services
from participation.claims.forms import ExpenseForm, RateForm
from participation.claims.models import Claim, Rate
from participation.meetings.models import Attendance

PAGE_SIZE = 25


@require(Permission.CLAIMS_READ)
def claim_list(request: Any) -> HttpResponse:
    """Claims by state with their sums, and what to do with each."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in Claim.State.values else ""
    found = queries.find(user=request.user, municipality=request.municipality, state=chosen)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "counts": queries.by_state(user=request.user, municipality=request.municipality),
        "chosen": chosen,
    }
    reading.listed(request, Claim, "claims", "name", "amount")
    return render(request, "participation/claims/list.html", context)


@require(Permission.CLAIMS_READ)
def rate_list(request: Any) -> HttpResponse:
    """Every rate with the days it is in force."""
    rates = Rate.objects.visible_to(request.user).of(request.municipality)
    return render(request, "participation/claims/rates.html", {"rates": rates, "today": timezone.localdate()})


@require(Permission.CLAIMS_WRITE)
def rate_create(request: Any) -> HttpResponse:
    """A new rate from a day."""
    form = RateForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.add_rate(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotSetRate as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The rate is added."), "rate_list", request.municipality.slug)
    return form_page(request, "participation/claims/rate.html", form)


@require(Permission.CLAIMS_WRITE)
def expense_add(request: Any, attendance_id: str) -> HttpResponse:
    """Travel or another expense of someone who was at a meeting."""
    rows = Attendance.objects.visible_to(request.user).of(request.municipality)
    rows = rows.select_related("meeting", "assignment__representative")
    attendance = get_object_or_404(rows, public_id=attendance_id)
    form = ExpenseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_expense(attendance=attendance, by=request.user, at=timezone.now(), **form.claimed())
        except services.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            where = (request.municipality.slug, attendance.meeting.public_id)
            return done(request, _("The expense is added."), "meeting_detail", *where)
    reading.looked(request, attendance.assignment.representative, "claims", "name")
    return form_page(request, "participation/claims/expense.html", form, {"attendance": attendance})


@require(Permission.CLAIMS_WRITE)
@require_POST
def claim_approve(request: Any, claim_id: str) -> HttpResponse:
    """The facilitator vouches for the claim."""
    return _move(request, claim_id, services.approve, _("The claim is approved."))


@require(Permission.CLAIMS_WRITE)
@require_POST
def claim_decline(request: Any, claim_id: str) -> HttpResponse:
    """The person does not want the money."""
    return _move(request, claim_id, services.decline, _("It is noted that the person declines the money."))


@require(Permission.CLAIMS_WRITE)
@require_POST
def claim_reopen(request: Any, claim_id: str) -> HttpResponse:
    """Back to a draft."""
    return _move(request, claim_id, services.reopen, _("The claim is a draft again."))


def _move(request: Any, claim_id: str, step: Callable[..., Claim], message: str) -> HttpResponse:
    claims = queries.find(user=request.user, municipality=request.municipality)
    claim = get_object_or_404(claims, public_id=claim_id)
    try:
        step(claim=claim, by=request.user, at=timezone.now())
    except services.CannotClaim as refusal:
        return refused(request, refusal, "claim_list", request.municipality.slug)
    return done(request, message, "claim_list", request.municipality.slug)
