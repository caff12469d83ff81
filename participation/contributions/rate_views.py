"""How promises are kept, as a page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from participation.contributions import rates
from participation.contributions.forms import YearForm


@require(Permission.CONTRIBUTIONS_READ)
def promise_rates(request: Any) -> HttpResponse:
    """Answered, in time, told and days to an answer, for each unit and project."""
    today = timezone.localdate()
    year = YearForm(request.GET).chosen(today.year)
    found = rates.rates(
        user=request.user, municipality=request.municipality, period=rates.of_year(year), today=today
    )
    context = {"found": found, "year": year, "definitions": rates.DEFINITIONS}
    return render(request, "participation/contributions/rates.html", context)
