"""Money on My page: what the person is owed and how far it has come, adding and mending, saying no, and the year."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.claims import attaching, own_queries, services, statement
from participation.claims.answers import file_answer, pdf_answer
from participation.claims.forms import ExpenseForm, ReceiptForm, SpentForm, YearForm
from participation.claims.models import Claim
from participation.claims.receipt_views import attach
from representatives.selfservice.own import own_person

State = Claim.State


@require(Permission.MY_PAGE)
def my_claim_list(request: Any) -> HttpResponse:
    """Everything the person is owed, in words, and the meetings of late that something can be added to."""
    person = own_person(request)
    context = {
        "claims": own_queries.latest(person),
        "meetings": own_queries.meetings(person, timezone.localdate()),
        "years": statement.years(person),
    }
    return render(request, "participation/claims/own_list.html", context)


@require(Permission.MY_PAGE)
def my_expense_add(request: Any, attendance_id: str) -> HttpResponse:
    """Travel, preparation, lost earnings or another expense of a meeting that the person was at."""
    attendance = get_object_or_404(own_queries.attended(own_person(request)), public_id=attendance_id)
    form = ExpenseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim = services.add_expense(
                attendance=attendance, by=request.user, at=timezone.now(), **form.claimed()
            )
        except services.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to(request, claim, _("It is sent. Add the receipt here if you have one."))
    return form_page(request, "participation/claims/own_expense.html", form, {"attendance": attendance})


@require(Permission.MY_PAGE)
def my_claim_detail(request: Any, claim_id: str) -> HttpResponse:
    """One sum: how far it has come, what was said about it, and what the person can do. A POST mends it."""
    claim = _claim(request, claim_id)
    form = SpentForm(request.POST or None, initial=own_queries.written(claim))
    if request.method == "POST" and form.is_valid():
        said = form.spent(claim.kind)
        try:
            services.mend(claim=claim, by=request.user, at=timezone.now(), **said)
        except services.CannotClaim as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("It is mended and sent."), "my_claim_list", request.municipality.slug)
    return form_page(request, "participation/claims/own_detail.html", form, _page(claim, form))


@require(Permission.MY_PAGE)
@require_POST
def my_claim_decline(request: Any, claim_id: str) -> HttpResponse:
    """The person does not want this money. Nobody asks why."""
    return _move(
        request, claim_id, services.decline, _("You have said no to this money. You can take it back.")
    )


@require(Permission.MY_PAGE)
@require_POST
def my_claim_reopen(request: Any, claim_id: str) -> HttpResponse:
    """The person wants it after all."""
    return _move(
        request, claim_id, services.want_after_all, _("You get it after all. It is looked at again.")
    )


@require(Permission.MY_PAGE)
@require_POST
def my_claim_send(request: Any, claim_id: str) -> HttpResponse:
    """What came back is sent again as it is now."""
    return _move(request, claim_id, services.send_again, _("It is sent again."))


@require(Permission.MY_PAGE)
@require_POST
def my_receipt_add(request: Any, claim_id: str) -> HttpResponse:
    """A picture or a PDF of a receipt."""
    claim = _claim(request, claim_id)
    form = ReceiptForm(request.POST, request.FILES)
    if attach(request, form, claim):
        return _to(request, claim, _("The receipt is added."))
    page = _page(claim, SpentForm(initial=own_queries.written(claim)), form)
    return form_page(request, "participation/claims/own_detail.html", form, page)


@require(Permission.MY_PAGE)
def my_receipt_open(request: Any, receipt_id: str) -> HttpResponse:
    """The person's own file back."""
    return file_answer(get_object_or_404(own_queries.receipts(own_person(request)), public_id=receipt_id))


@require(Permission.MY_PAGE)
@require_POST
def my_receipt_drop(request: Any, receipt_id: str) -> HttpResponse:
    """Takes a file away again."""
    receipt = get_object_or_404(own_queries.receipts(own_person(request)), public_id=receipt_id)
    try:
        attaching.take_away(receipt=receipt, by=request.user, at=timezone.now())
    except attaching.CannotAttach as refusal:
        return refused(
            request, refusal, "my_claim_detail", request.municipality.slug, receipt.claim.public_id
        )
    return _to(request, receipt.claim, _("The receipt is deleted."))


@require(Permission.MY_PAGE)
def my_statement(request: Any) -> HttpResponse:
    """One year, meeting by meeting, with sums."""
    person = own_person(request)
    year = YearForm(request.GET).chosen(timezone.localdate().year)
    context = {"told": statement.statement(person, year), "years": statement.years(person)}
    return render(request, "participation/claims/own_statement.html", context)


@require(Permission.MY_PAGE)
def my_statement_pdf(request: Any) -> HttpResponse:
    """The same as a file to keep or print."""
    today = timezone.localdate()
    year = YearForm(request.GET).chosen(today.year)
    return pdf_answer(statement.pdf(own_person(request), year, as_of=today), f"medvirk-{year}.pdf")


def _claim(request: Any, claim_id: str) -> Claim:
    claim: Claim = get_object_or_404(own_queries.claims(own_person(request)), public_id=claim_id)
    return claim


def _page(claim: Claim, mending: Any, file_form: Any = None) -> dict[str, Any]:
    is_open = claim.state in (State.DRAFT, State.RETURNED)
    is_own = claim.kind in (*services.MEASURED, *services.IN_KRONER)
    return {
        "claim": claim,
        "mending": mending if is_open and is_own else None,
        "file_form": (file_form or ReceiptForm()) if is_open and is_own else None,
        "may_decline": claim.state in Claim.MOVES[State.DECLINED],
    }


def _to(request: Any, claim: Claim, message: str) -> HttpResponse:
    return done(request, message, "my_claim_detail", request.municipality.slug, claim.public_id)


def _move(request: Any, claim_id: str, step: Callable[..., Claim], message: str) -> HttpResponse:
    claim = _claim(request, claim_id)
    try:
        step(claim=claim, by=request.user, at=timezone.now())
    except services.CannotClaim as refusal:
        return refused(request, refusal, "my_claim_list", request.municipality.slug)
    return done(request, message, "my_claim_list", request.municipality.slug)
