"""The rows behind a figure, as far as its reader may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.ui.charts.numbers import short_date
from participation.reports import queries, words
from participation.reports.figures import REGISTRY, Measure
from participation.reports.models import Report

MOST = 500
_RELATED: dict[str, tuple[str, ...]] = {
    "meeting": ("project",),
    "contribution": ("project",),
    "change": ("contribution__project",),
    "project": ("unit",),
    "request": ("project",),
    "pulse": ("project", "meeting"),
    "readiness": ("unit", "project"),
    "reflection": ("project",),
    "role": ("unit",),
    "frame": ("unit", "project"),
}

# Where a kind of thing leads to its project.
_PROJECT = {
    "meeting": "project",
    "contribution": "project",
    "change": "contribution__project",
    "request": "project",
    "pulse": "project",
    "reflection": "project",
}


class NotForReader(Exception):
    """The rows behind a figure of people are shown to the facilitator only; the text can be shown."""


@dataclass(frozen=True)
class Record:
    """One row: what it is, where or when, and its page where there is one."""

    title: str
    note: str
    url: str


def of_figure(*, report: Report, key: str, user: Any) -> tuple[list[Record], int]:
    """The records that this person may see, and how many lie behind the figure. 0 of them when it is suppressed.

    Refuses figures of people to everyone who may not read the registry.
    """
    definition = REGISTRY[key]
    ids = ids_of(report, key)
    if definition.of_people and not may_see_people(user, report):
        raise NotForReader(
            _(
                "This figure counts people. Who they are is seen by the facilitator only; "
                "in reports people are counted, never named."
            )
        )
    kind = definition.records
    rows = queries.readable(user=user, kind=kind, ids=ids).select_related(*_RELATED.get(kind, ()))
    slug = report.municipality.slug
    return [_record(kind, row, slug) for row in rows[:MOST]], len(ids)


def by_project(report: Report, key: str) -> list[tuple[str, str, int]]:
    """The things behind a figure in sum: title and unit of each project, and how many come from it, the most first.

    For readers who may not open the rows themselves. Things are counted openly; figures of people and money give
    nothing here.
    """
    path = _PROJECT.get(REGISTRY[key].records)
    if path is None:
        return []
    model = queries.model_of(REGISTRY[key].records)
    rows = model.objects.filter(municipality=report.municipality_id, public_id__in=ids_of(report, key))
    found = rows.order_by().values_list(f"{path}__title", f"{path}__unit__name").annotate(number=Count("pk"))
    return sorted(found, key=lambda row: (-row[2], row[0]))


def ids_of(report: Report, key: str) -> list[str]:
    """Public ids behind a figure, as they were frozen."""
    rows = report.snapshot["figures"]
    return next((list(row["records"]) for row in rows if row["key"] == key and not row["suppressed"]), [])


def may_see_people(user: Any, report: Report) -> bool:
    _model, permission = queries.RECORDS["representative"]
    return scope.of(user).may(permission, report.municipality_id)


def readable_ids(*, report: Report, user: Any) -> dict[str, list[str]]:
    """For the API: each figure's records as far as this person may see them, in one query a kind."""
    wanted: dict[str, set[str]] = {}
    for row in report.snapshot["figures"]:
        if row["key"] in REGISTRY and not row["suppressed"]:
            wanted.setdefault(REGISTRY[row["key"]].records, set()).update(row["records"])
    seen = {kind: _seen(kind, ids, user, report) for kind, ids in wanted.items()}
    found: dict[str, list[str]] = {}
    for row in report.snapshot["figures"]:
        kind = REGISTRY[row["key"]].records if row["key"] in REGISTRY else ""
        ids = [] if row["suppressed"] else row["records"]
        found[row["key"]] = [one for one in ids if one in seen.get(kind, set())]
    return found


def _seen(kind: str, ids: set[str], user: Any, report: Report) -> set[str]:
    if kind == "representative" and not may_see_people(user, report):
        return set()
    rows = queries.readable(user=user, kind=kind, ids=ids).order_by()
    return set(rows.values_list("public_id", flat=True))


def _record(kind: str, row: Any, slug: str) -> Record:
    title, note, address, target = _DESCRIBED[kind](row)
    try:
        url = reverse(address, args=[slug, target]) if address else ""
    except NoReverseMatch:
        url = ""
    return Record(title, note, url)


def _claim(row: Any) -> tuple[str, str, str, str]:
    amount = words.value_words(float(row.amount), Measure.KRONER)
    return f"{row.get_kind_display()}: {amount}", short_date(row.incurred_on), "", ""


def _frame(row: Any) -> tuple[str, str, str, str]:
    of = row.project.title if row.project else row.unit.name
    return of, words.value_words(float(row.amount), Measure.KRONER), "", ""


_DESCRIBED: dict[str, Callable[[Any], tuple[str, str, str, str]]] = {
    "representative": lambda row: (row.name, row.area, "representative_detail", row.public_id),
    "meeting": lambda row: (
        row.title,
        f"{short_date(row.held_on)} · {row.project.title}",
        "meeting_detail",
        row.public_id,
    ),
    "contribution": lambda row: (
        words.clipped(row.text, 140),
        f"{short_date(row.said_on)} · {row.project.title}",
        "contribution_detail",
        row.public_id,
    ),
    "change": lambda row: (
        row.text,
        f"{short_date(row.changed_on)} · {row.contribution.project.title}",
        "contribution_detail",
        row.contribution.public_id,
    ),
    "project": lambda row: (row.title, row.unit.name, "project_detail", row.public_id),
    "unit": lambda row: (row.name, "", "", ""),
    "request": lambda row: (row.title, row.project.title, "request_detail", row.public_id),
    "pulse": lambda row: (
        str(row.meeting.title if row.meeting else row.get_kind_display()),
        row.project.title,
        "pulse_detail",
        row.public_id,
    ),
    "readiness": lambda row: (row.name, short_date(row.held_on), "readiness_detail", row.public_id),
    "reflection": lambda row: (
        row.project.title,
        short_date(row.held_on),
        "reflection_detail",
        row.public_id,
    ),
    "role": lambda row: (row.name, row.unit.name if row.unit else "", "work_role_detail", row.public_id),
    "frame": _frame,
    "claim": _claim,
    "ask": lambda row: (row.title, str(row.get_state_display()), "ask_detail", row.public_id),
}
