"""The front page of a report behind the link of an ask, for a manager who decides without signing in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from config.core.access.guards import public
from config.core.ui import open_pages
from participation.reports import brief, sections
from participation.reports.kinds import FRONT
from participation.reports.models import Report
from participation.support import queries as support


@public("a manager reads the front page of the report that asks, by the link in the letter; sums and no rows")
@require_safe
def brief_open(request: Any, token: str) -> HttpResponse:
    """What it led to, what it cost, and the way back to the three buttons. GET changes nothing."""
    link = support.find(token, timezone.localdate())
    report = _asking(link.ask) if link else None
    speaks = (link.decider.language or link.municipality.language) if link else ""
    with translation.override(open_pages.language(request, speaks)):
        if link is None or report is None:
            return open_pages.told(open_pages.unknown(request))
        read = brief.read(report)
        context = {
            "report": report,
            "brief": read,
            "sections": [
                one for one in sections.of(read, report.kind) if one.key in FRONT and one.key != "ask"
            ],
            "ask": link.ask,
            "token": token,
            "municipality": link.municipality,
            "languages_here": open_pages.switch(),
            "is_open": True,
        }
        return open_pages.told(render(request, "participation/reports/open.html", context))


def _asking(ask: Any) -> Report | None:
    """The newest frozen report that asks for it."""
    rows = Report.objects.frozen().newest().filter(ask=ask).select_related("municipality", "unit", "project")
    return rows.order_by("-frozen_at", "-id").first()
