"""Rates and claims as pages."""

from collections.abc import Callable
from typing import Any

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
from config.core.ui.responses import done, form_page, refused
from participation.assignments.models import Assignment
from participation.claims import queries, rating, services, statement
from participation.claims.answers import pdf_answer
from participation.claims.forms import ExpenseForm, RateForm, ReceiptForm, WordForm, YearForm
from participation.claims.models import BY_HOUR, Claim, Rate
from participation.invitations import rules
from participation.meetings.models import Attendance, Meeting
from representatives.registry.models import Representative

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
    today = timezone.localdate()
    context = {
        "rates": Rate.objects.visible_to(request.user).of(request.municipality).select_related("role"),
        "today": today,
        "by_hour": BY_HOUR,
        "gaps": rating.gaps(request.municipality, today),
        "unpriced": queries.unpriced(user=request.user, municipality=request.municipality),
    }
    return render(request, "participation/claims/rates.html", context)


@require(Permission.CLAIMS_WRITE)
def rate_create(request: Any) -> HttpResponse:
    """A new rate from a day."""
    day = {"valid_from": timezone.localdate()}
    form = RateForm(request.POST or None, municipality=request.municipality, initial=day)
    if request.method == "POST" and form.is_valid():
        try:
            rating.add_rate(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except rating.CannotSetRate as refusal:
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


@require(Permission.CLAIMS_READ)
def claim_detail(request: Any, claim_id: str) -> HttpResponse:
    """One claim: what it is counted from, its receipts, what was said, and what to do with it."""
    claim = _claim(request, claim_id)
    return render(request, "participation/claims/detail.html", shown(request, claim))


@require(Permission.CLAIMS_WRITE)
@require_POST
def claim_return(request: Any, claim_id: str) -> HttpResponse:
    """Back to the person with a word."""
    claim = _claim(request, claim_id)
    form = WordForm(request.POST)
    if form.is_valid():
        try:
            services.give_back(
                claim=claim, word=form.cleaned_data["word"], by=request.user, at=timezone.now()
            )
        except services.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _told(claim), "claim_list", _slug(request))
    return form_page(
        request, "participation/claims/detail.html", form, shown(request, claim) | {"word": form}
    )


@require(Permission.CLAIMS_WRITE)
@require_POST
def claim_call_off(request: Any, meeting_id: str) -> HttpResponse:
    """Those with a seat get what the municipality pays for a meeting that is called off."""
    meetings = Meeting.objects.visible_to(request.user).of(request.municipality)
    meeting = get_object_or_404(meetings, public_id=meeting_id)
    seats = Assignment.objects.visible_to(request.user).running().filter(request__project=meeting.project_id)
    where = ("meeting_detail", _slug(request), meeting.public_id)
    rows = seats.select_related("request", "representative").order_by("pk")
    try:
        made = services.call_off(meeting=meeting, assignments=rows, by=request.user, at=timezone.now())
    except services.CannotClaim as refusal:
        return refused(request, refusal, *where)
    text = ngettext("%(count)s fee is drafted.", "%(count)s fees are drafted.", len(made))
    return done(request, text % {"count": len(made)}, *where)


@require(Permission.CLAIMS_READ)
def claim_statement(request: Any, representative_id: str) -> HttpResponse:
    """A person's year as a PDF, to print for one who has no account."""
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    person = get_object_or_404(people, public_id=representative_id)
    today = timezone.localdate()
    year = YearForm(request.GET).chosen(today.year)
    reading.looked(request, person, "claims", "name", "amount")
    return pdf_answer(statement.pdf(person, year, as_of=today), f"medvirk-{year}.pdf")


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


def shown(request: Any, claim: Claim) -> dict[str, Any]:
    """What the page of one claim shows; that somebody looked is written."""
    reading.looked(
        request, claim.attendance.assignment.representative, "claims", "name", "amount", "receipts"
    )
    may_attach = claim.state in (Claim.State.DRAFT, Claim.State.RETURNED)
    return {"claim": claim, "word": WordForm(), "file_form": ReceiptForm(), "may_attach": may_attach}


def _told(claim: Claim) -> str:
    """Whether the person hears of it by letter, or somebody has to call."""
    if rules.way_to(claim.attendance.assignment.representative).is_sent:
        return _("The person gets a letter with your word, and can mend it.")
    return _("The person gets no letter by themselves. Call and say what is missing.")


def _claim(request: Any, claim_id: str) -> Claim:
    claims = queries.find(user=request.user, municipality=request.municipality)
    return get_object_or_404(claims, public_id=claim_id)


def _slug(request: Any) -> str:
    return str(request.municipality.slug)


def _move(request: Any, claim_id: str, step: Callable[..., Claim], message: str) -> HttpResponse:
    claim = _claim(request, claim_id)
    try:
        step(claim=claim, by=request.user, at=timezone.now())
    except services.CannotClaim as refusal:
        return refused(request, refusal, "claim_list", request.municipality.slug)
    return done(request, message, "claim_list", request.municipality.slug)
