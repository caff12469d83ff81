"""Rows for reports: a little year of participation, and single rows of the rooms around it."""

from datetime import UTC, date, datetime
from typing import Any

from config.core.organisations.models import Municipality, Unit
from participation.models import (
    Ask,
    Attendance,
    Change,
    Claim,
    Contribution,
    Decision,
    Effect,
    Invitation,
    Rate,
    Report,
    Response,
    Told,
)
from participation.reports import services
from projects.models import Project
from tests.cast import AT
from tests.make.chain import make_assignment, make_contribution, make_meeting, make_request
from tests.make.people import make_representative

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# When 2026 is over and written down: people are counted of whole years alone.
AFTER_THE_YEAR = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)


def make_ask(municipality: Municipality, unit: Unit | None = None, **fields: Any) -> Ask:
    fields.setdefault("title", "Kan koordinatoren få to timer i uka?")
    fields.setdefault("need", "Svarene blir liggende når ingen har tid.")
    fields.setdefault("decide_by", date(2026, 12, 15))
    return Ask.objects.create(municipality=municipality, unit=unit, created_at=AT, **fields)


def make_rate(municipality: Municipality, kind: str, amount: int, **fields: Any) -> Rate:
    fields.setdefault("valid_from", date(2026, 1, 1))
    return Rate.objects.create(municipality=municipality, kind=kind, amount=amount, **fields)


def make_people(municipality: Municipality, count: int, start: int = 0) -> list[Any]:
    """So many people in the network, each with a name of their own."""
    return [
        make_representative(municipality, f"Person{number} Prøve", email=f"person{number}@people.example.org")
        for number in range(start, start + count)
    ]


def make_attended_meeting(project: Project, people: list[Any], *, hours: int = 2, **fields: Any) -> Any:
    """A held meeting where these people were."""
    fields.setdefault("state", "held")
    meeting = make_meeting(project, hours=hours, **fields)
    request = make_request(project)
    for person in people:
        Attendance.objects.create(
            municipality=project.municipality,
            meeting=meeting,
            assignment=make_assignment(request, person),
            was_present=True,
            hours=hours,
        )
    return meeting


def make_asked(project: Project, person: Any, answer: str = "", *, at: datetime = AT) -> Invitation:
    """An invitation that was sent, and perhaps answered."""
    return Invitation.objects.create(
        municipality=project.municipality,
        request=make_request(project),
        representative=person,
        state="sent",
        answer=answer,
        answered_at=at if answer else None,
        reply_by=date(2026, 4, 1),
        key_id="k",
        token_hash=f"{project.pk}-{person.pk}-{at.isoformat()}",
        created_at=at,
        sent_at=at,
    )


def make_chain(project: Project, *, upto: str = "told", level: int = 2, **fields: Any) -> Contribution:
    """A contribution that came this far along the chain."""
    said = make_contribution(project, **fields)
    town = {"municipality": project.municipality, "contribution": said}
    steps = ("said", "answered", "decided", "changed", "measured", "told")
    reached = steps[: steps.index(upto) + 1]
    if "answered" in reached:
        Response.objects.create(
            **town, answer="adopted", reason="Vi gjør det.", answered_on=date(2026, 3, 20), at=AT
        )
    if "decided" in reached:
        Decision.objects.create(
            **town, text="Kortere brev", forum="Ledermøtet", decided_on=date(2026, 4, 1), at=AT
        )
    if "changed" in reached:
        change = Change.objects.create(
            **town,
            before="Brevet var på fire sider.",
            text="Brevet er på én side.",
            kind="information",
            outcome="product",
            attribution="decisive",
            evidence_level=level,
            changed_on=date(2026, 5, 1),
            at=AT,
        )
        if "measured" in reached:
            Effect.objects.create(
                municipality=project.municipality,
                change=change,
                indicator="Spørsmål på telefon",
                before="40",
                after="12",
                at=AT,
            )
    if "told" in reached:
        Told.objects.create(**town, step="changed", channel="email", at=AT)
    return said


def make_fee(meeting: Any, amount: int) -> Claim:
    attendance = meeting.attendances.order_by("pk").first()
    return Claim.objects.create(
        municipality=meeting.municipality,
        attendance=attendance,
        kind="fee",
        quantity=2,
        amount=amount,
        state="approved",
        incurred_on=meeting.held_on,
    )


def make_report(municipality: Municipality, **wanted: Any) -> Report:
    """A report of 2026, made on `NOW`."""
    wanted.setdefault("period_from", date(2026, 1, 1))
    wanted.setdefault("period_to", date(2026, 12, 31))
    wanted.setdefault("at", NOW)
    wanted.setdefault("by", None)
    return services.make_report(municipality=municipality, **wanted)


def values_of(report: Report) -> dict[str, Any]:
    """Each figure's value by key; None where it is hidden."""
    return {row["key"]: row["value"] for row in report.snapshot["figures"]}
