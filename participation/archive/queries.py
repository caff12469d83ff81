"""What can be handed to the archive for a period, as far as a person may see it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.access.permissions import Permission
from participation.assignments.models import Assignment
from participation.reports.models import Report
from participation.reports.period import Period
from projects.requests.models import Request

MOST = 200


class Kind(StrEnum):
    """A kind of paper: what it is handed over as."""

    MANDATE = "mandate"
    APPOINTMENT = "appointment"
    REPORT = "report"


@dataclass(frozen=True)
class Paper:
    """One thing that can be handed over: what it is of, whose, and the day it belongs to."""

    kind: Kind
    public_id: str
    title: str
    note: str
    day: date

    @property
    def url_name(self) -> str:
        return f"archive_{self.kind}"


def kind_label(kind: Kind) -> str:
    return {
        Kind.MANDATE: _("Mandates"),
        Kind.APPOINTMENT: _("Appointments"),
        Kind.REPORT: _("Reports"),
    }[kind]


def rows_of(kind: Kind, *, user: Any) -> Any:
    """The rows behind a kind, wherever this person may hand them over."""
    places = scope.of(user).municipalities(Permission.ARCHIVE_READ)
    if kind == Kind.MANDATE:
        seats = Request.objects.visible_to(user).exclude(
            state__in=[Request.State.DRAFT, Request.State.CANCELLED]
        )
        rows: Any = seats.select_related("municipality", "project__unit")
    elif kind == Kind.APPOINTMENT:
        people = Assignment.objects.visible_to(user)
        rows = people.select_related("municipality", "request__project__unit", "representative")
    else:
        reports = Report.objects.visible_to(user).frozen()
        rows = reports.select_related("municipality", "unit", "project", "ask")
    return rows.filter(municipality__in=places)


def within(kind: Kind, rows: Any, period: Period) -> Any:
    """Those of a period: mandates and reports by the day they were made, appointments by their first day."""
    days = (period.start, period.end)
    paths = {
        Kind.MANDATE: "created_at__date__range",
        Kind.APPOINTMENT: "started_on__range",
        Kind.REPORT: "frozen_at__date__range",
    }
    return rows.filter(**{paths[kind]: days})


def papers(*, user: Any, municipality: Any, period: Period) -> dict[Kind, list[Paper]]:
    """Everything of a period by kind, the newest first; the most that one page shows of a kind is 200."""
    found = {}
    for kind in Kind:
        rows = within(kind, rows_of(kind, user=user).filter(municipality=municipality), period)
        if kind == Kind.REPORT:
            rows = rows.defer("snapshot")
        found[kind] = [paper_of(kind, row) for row in rows[:MOST]]
    return found


def paper_of(kind: Kind, row: Any) -> Paper:
    if kind == Kind.MANDATE:
        return Paper(kind, row.public_id, row.title, row.project.title, localdate(row.created_at))
    if kind == Kind.APPOINTMENT:
        note = f"{row.request.project.title}: {row.request.title}"
        return Paper(kind, row.public_id, row.representative.name, note, row.started_on)
    return Paper(kind, row.public_id, row.title, row.unit.name if row.unit else "", localdate(row.frozen_at))
