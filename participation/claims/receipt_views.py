"""Receipts of the facilitator's pages: adding, opening, taking away."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.claims import attaching, queries
from participation.claims.answers import file_answer
from participation.claims.forms import ReceiptForm
from participation.claims.models import Claim
from participation.claims.receipts import Receipt
from participation.claims.views import shown


@require(Permission.CLAIMS_WRITE)
@require_POST
def receipt_add(request: Any, claim_id: str) -> HttpResponse:
    """A file that the facilitator was given, on paper or by mail."""
    claims = queries.find(user=request.user, municipality=request.municipality)
    claim = get_object_or_404(claims, public_id=claim_id)
    form = ReceiptForm(request.POST, request.FILES)
    if attach(request, form, claim):
        return done(
            request, _("The receipt is added."), "claim_detail", request.municipality.slug, claim.public_id
        )
    page = shown(request, claim) | {"file_form": form}
    return form_page(request, "participation/claims/detail.html", form, page)


@require(Permission.CLAIMS_READ)
def receipt_open(request: Any, receipt_id: str) -> HttpResponse:
    """The file, as an attachment and nothing else."""
    receipt = _receipt(request, receipt_id)
    reading.looked(request, receipt.claim.attendance.assignment.representative, "claims", "receipts")
    return file_answer(receipt)


@require(Permission.CLAIMS_WRITE)
@require_POST
def receipt_drop(request: Any, receipt_id: str) -> HttpResponse:
    """The wrong file, or one that says too much."""
    receipt = _receipt(request, receipt_id)
    where = ("claim_detail", request.municipality.slug, receipt.claim.public_id)
    try:
        attaching.take_away(receipt=receipt, by=request.user, at=timezone.now())
    except attaching.CannotAttach as refusal:
        return refused(request, refusal, *where)
    return done(request, _("The receipt is deleted."), *where)


def attach(request: Any, form: ReceiptForm, claim: Claim) -> bool:
    """Keeps the file of a form; False, with the reason on the form, when it cannot be taken."""
    if not form.is_valid():
        return False
    file = form.cleaned_data["file"]
    try:
        attaching.attach(claim=claim, name=file.name, content=file.read(), by=request.user, at=timezone.now())
    except attaching.CannotAttach as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


def _receipt(request: Any, receipt_id: str) -> Receipt:
    rows = Receipt.objects.visible_to(request.user).of(request.municipality)
    rows = rows.select_related("claim__attendance__assignment__representative")
    return get_object_or_404(rows, public_id=receipt_id)
