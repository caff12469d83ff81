"""What may be handed to the archive, as documents: facts alone, nothing of illness, needs or pay of a person."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.core.organisations.looks import look_of
from config.core.ui.pdf import Block, Document, Heading, Paragraph, Table
from participation.assignments import agreeing
from participation.assignments.models import Assignment
from projects.planning.models import Phase
from projects.requests.models import Request

Rows = list[tuple[str, str]]


def mandate(wanted: Request, *, as_of: date) -> Document:
    """What representatives are asked to do, what they can change, and on which terms: the same for every seat."""
    project = wanted.project
    blocks: list[Block] = [
        Heading(_("The project")),
        _facts(
            [
                (_("Project"), project.title),
                (_("Unit"), project.unit.name),
                (_("Purpose"), project.purpose),
                (_("What can be changed"), project.can_change),
                (_("What cannot be changed"), project.cannot_change),
            ]
        ),
        Heading(_("The mandate")),
        _facts(
            [
                (_("Seat"), wanted.title),
                (_("Seats"), str(wanted.seats)),
                (_("What the person will do"), wanted.task),
                (_("What the person can change"), wanted.influence),
                (_("Period"), _period(wanted.starts_on, wanted.ends_on)),
                (_("Times"), wanted.times),
                (_("Place"), wanted.place),
                (_("Meeting form"), str(wanted.get_meeting_form_display())),
                (_("Pay and expenses"), wanted.pay),
            ]
        ),
    ]
    if planned := _planned(project):
        blocks += [Heading(_("The part in each phase, as planned")), _table(_("Phase"), _("Part"), planned)]
    return _document(_("Mandate for representatives"), wanted, wanted.title, as_of, blocks)


def appointment(assignment: Assignment, *, as_of: date) -> Document:
    """Who has, or had, which seat from when, and the part that was agreed on."""
    wanted = assignment.request
    facts = [
        (_("Representative"), assignment.representative.name),
        (_("Project"), wanted.project.title),
        (_("Unit"), wanted.project.unit.name),
        (_("Seat"), wanted.title),
        (_("From"), date_format(assignment.started_on, "DATE_FORMAT")),
        (_("To"), date_format(assignment.ended_on, "DATE_FORMAT") if assignment.ended_on else ""),
    ]
    blocks: list[Block] = [Heading(_("The appointment")), _facts(facts)]
    agreed = [
        (str(row.get_phase_display()), str(row.get_agreed_display()))
        for row in agreeing.lines(assignment)
        if row.agreed
    ]
    if agreed:
        blocks += [Heading(_("The part in each phase, as agreed on")), _table(_("Phase"), _("Part"), agreed)]
    blocks.append(
        Paragraph(
            _("What was agreed on for this person alone, and the person's needs, are not part of this."),
            is_quiet=True,
        )
    )
    return _document(_("Appointment of a representative"), assignment, wanted.title, as_of, blocks)


def _document(title: str, row: Any, kicker: str, as_of: date, blocks: list[Block]) -> Document:
    place = row.municipality
    return Document(
        title=title,
        author=place.name,
        as_of=as_of,
        kicker=kicker,
        blocks=tuple(blocks),
        look=look_of(place),
    )


def _facts(rows: Rows) -> Table:
    return _table(_("What"), _("Words"), [(name, text) for name, text in rows if text])


def _table(first: str, second: str, rows: Rows) -> Table:
    return Table("", (first, second), tuple(rows), weights=(1, 3))


def _period(start: date | None, end: date | None) -> str:
    shown = [date_format(day, "DATE_FORMAT") if day else "" for day in (start, end)]
    return "–".join(shown) if any(shown) else ""


def _planned(project: Any) -> Rows:
    planned: dict[str, list[str]] = {}
    for row in project.planned_roles.order_by("id"):
        planned.setdefault(row.phase, []).append(str(row.get_planned_display()))
    return [(str(Phase(key).label), ", ".join(words)) for key, words in planned.items()]
