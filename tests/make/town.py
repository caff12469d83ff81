"""One of everything: a whole chain in one unit, every text of it marked, so that a leak is found by one word."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.utils import timezone

from config.core.organisations.models import Municipality, Unit
from participation.contributions import telling
from participation.invitations import services as invitations
from participation.models import (
    Assignment,
    Attendance,
    Change,
    Claim,
    Contribution,
    Decision,
    Effect,
    Meeting,
    Professional,
    Rate,
    Response,
    Told,
)
from projects.models import (
    CandidateNote,
    Choice,
    PlannedRole,
    Project,
    Request,
    RequestTerm,
    Showing,
)
from representatives.catalogue.models import Term
from representatives.models import Declaration, NoGo, ProfileTerm, Representative, Training
from tests.make import network_registry as twins
from tests.make.calls import add_call
from tests.make.feedback import add_feedback
from tests.make.machinery import add_machinery
from tests.make.money import add_money
from tests.make.network_erasure import add_erasure_and_handover
from tests.make.network_freshness import add_freshness
from tests.make.network_mypage import make_own_rooms
from tests.make.network_panels import add_panel
from tests.make.network_recruitment import add_recruitment
from tests.make.network_season import add_season
from tests.make.paper import add_letters
from tests.make.people import make_representative
from tests.make.polls import add_poll
from tests.make.proposals import add_proposals
from tests.make.town_inside import add_inside


@dataclass
class Town:
    """The rows of one chain by the name of their kind; `ids` are their public ids."""

    municipality: Municipality
    unit: Unit
    mark: str
    rows: dict[str, Any] = field(default_factory=dict)

    def keep(self, name: str, row: Any) -> Any:
        self.rows[name] = row
        return row

    def text(self, word: str, length: int = 300) -> str:
        """A text that carries the mark."""
        return f"{self.mark} {word}"[:length]

    @property
    def ids(self) -> dict[str, str]:
        return {name: row.public_id for name, row in self.rows.items()}


def make_town(
    municipality: Municipality, unit: Unit, mark: str, *, leader: Any = None, by: Any = None
) -> Town:
    """A chain from the need to the telling in one unit, as of now; `leader` leads its project."""
    town = Town(municipality, unit, mark)
    at = timezone.now()
    town.keep("unit", unit)
    Unit.objects.filter(pk=unit.pk).update(name=town.text("enhet"))
    unit.refresh_from_db()
    _people(town, leader, at)
    add_recruitment(town, by, at)
    _project(town, leader, at)
    add_proposals(town, at)
    _asking(town, by, at)
    add_season(town, at)
    _meeting(town, at)
    _said(town, by, at)
    add_inside(town, by, at)
    add_call(town, by, at)
    add_machinery(town, by, at)
    add_erasure_and_handover(town, by, at)
    return town


def _people(town: Town, leader: Any, at: datetime) -> None:
    common: dict[str, Any] = {"municipality": town.municipality}
    names = {f"name_{language}": town.text("erfaring") for language in ("nb", "nn", "en")}
    term = town.keep(
        "term", Term.objects.create(kind="experience", key=f"{town.mark.lower()}-t", **common, **names)
    )
    phone = f"+47{90000000 + sum(map(ord, town.mark)) * 97}"
    profile: dict[str, Any] = {
        "phone": phone,
        "note": town.text("notat"),
        "organisation": town.text("lag", 120),
    }
    profile |= {
        "area": town.text("bydel", 80),
        "availability": town.text("tider"),
        "at": at - timedelta(days=200),
    }
    experience = ((term, "own"),)
    for key, name in (("representative", f"{town.mark}ine"), ("candidate", f"{town.mark}olf")):
        person = make_representative(
            town.municipality, f"{name} {town.mark}sen", experience=experience, **profile
        )
        town.keep(key, person)
    twins.make_duplicates(town, at)
    _around(town, leader, at)
    make_own_rooms(town, at)


def _around(town: Town, leader: Any, at: datetime) -> None:
    """What is kept with the first person, and the professional who owes answers."""
    common: dict[str, Any] = {"municipality": town.municipality}
    person = town.rows["representative"]
    town.keep("profile_term", ProfileTerm.objects.get(representative=person))
    town.keep("consent", person.consents.get(purpose="network"))
    about: dict[str, Any] = {"representative": person, "added_at": at, **common}
    town.keep(
        "training",
        Training.objects.create(name=town.text("kurs", 120), completed_on=timezone.localdate(at), **about),
    )
    town.keep(
        "declaration", Declaration.objects.create(text_version="1", signed_on=timezone.localdate(at), **about)
    )
    town.rows["no_go"] = NoGo.objects.create(unit=town.unit, **about)
    town.keep("checkup", add_freshness(town.municipality, person, at))
    town.keep(
        "professional",
        Professional.objects.create(
            unit=town.unit,
            name=town.text("fagperson", 120),
            job=town.text("stilling", 120),
            email=f"{town.mark.lower()}.fag@staff.example.org",
            user=leader,
            created_at=at,
            **common,
        ),
    )


def _project(town: Town, leader: Any, at: datetime) -> None:
    texts = {name: town.text(name) for name in ("title", "purpose", "goal", "can_change", "cannot_change")}
    texts = {name: text[:140] for name, text in texts.items()}
    common: dict[str, Any] = {"municipality": town.municipality}
    project = Project.objects.create(
        unit=town.unit, state="running", leader=leader, created_at=at, **texts, **common
    )
    town.keep("project", project)
    PlannedRole.objects.create(project=project, phase="preparation", planned="advisor", **common)
    asked = {name: town.text(name, 140) for name in ("title", "task", "influence", "times", "place", "pay")}
    request = Request.objects.create(
        project=project, state="open", seats=3, seed="seed", created_at=at, **asked, **common
    )
    town.keep("request", request)
    town.keep(
        "request_term",
        RequestTerm.objects.create(request=request, term=town.rows["term"], importance="wish", **common),
    )


def _asking(town: Town, by: Any, at: datetime) -> None:
    request, person = town.rows["request"], town.rows["representative"]
    common: dict[str, Any] = {"municipality": town.municipality, "request": request, "at": at}
    for key in ("representative", "candidate"):
        fields = {"decision": "chosen", "reason": town.text("valggrunn")} | common
        town.keep("choice", Choice.objects.create(representative=town.rows[key], **fields))
    shown = [{"group": "first", "people": [person.public_id]}]
    town.keep("showing", Showing.objects.create(by=by, seed="s", rule_version="1", shown=shown, **common))
    word = town.text("ord om kandidaten")
    town.keep(
        "candidate_note", CandidateNote.objects.create(representative=person, text=word, by=by, **common)
    )
    Showing.objects.create(by=by, seed="s", rule_version="1", shown=shown, **common)
    add_panel(town, by, at)
    asking: dict[str, Any] = {"request": request, "representative": person, "by": by, "at": at}
    invitation = invitations.prepare(reply_by=timezone.localdate(at) + timedelta(days=14), **asking)
    invitations.send(invitation=invitation, by=by, at=at)
    invitations.answer(
        invitation=invitation, answer="yes", message=town.text("svar"), by="phone", recorded_by=by, at=at
    )
    add_letters(town, invitation.pk, by, at)
    town.keep("assignment", Assignment.objects.get(invitation=invitation))


def _meeting(town: Town, at: datetime) -> None:
    common: dict[str, Any] = {"municipality": town.municipality}
    texts = {"title": town.text("møte", 140), "place": town.text("sted"), "created_at": at}
    planned = Meeting.objects.create(
        project=town.rows["project"], held_on=timezone.localdate(at), **texts, **common
    )
    town.keep("planned_meeting", planned)
    add_poll(town, at)
    meeting = Meeting.objects.create(
        project=town.rows["project"],
        held_on=timezone.localdate(at),
        state="held",
        hours=2,
        minutes=town.text("referat"),
        **texts,
        **common,
    )
    town.keep("meeting", meeting)
    attended = {"assignment": town.rows["assignment"], "was_present": True, "hours": 2}
    attendance = town.keep("attendance", Attendance.objects.create(meeting=meeting, **attended, **common))
    rate: dict[str, Any] = {"kind": "fee_hour", "amount": 355, "valid_from": date(2020, 1, 1)}
    known, _made = Rate.objects.get_or_create(**rate, **common)
    town.keep("rate", known)
    claimed: dict[str, Any] = {
        "kind": "fee",
        "quantity": 2,
        "amount": 710,
        "incurred_on": timezone.localdate(at),
    }
    town.keep("claim", Claim.objects.create(attendance=attendance, **claimed, **common))
    add_money(town, attendance, at)
    add_feedback(town, at)


def _said(town: Town, by: Any, at: datetime) -> None:
    common: dict[str, Any] = {"municipality": town.municipality}
    said = Contribution.objects.create(
        project=town.rows["project"],
        meeting=town.rows["meeting"],
        assignment=town.rows["assignment"],
        owner=town.rows["professional"],
        text=town.text("sa dette om sykdommen sin"),
        hoped_for=town.text("håp"),
        speaks_for=town.text("for", 200),
        from_experience=town.text("erfaring", 140),
        said_on=timezone.localdate(at),
        due_on=timezone.localdate(at) + timedelta(days=30),
        created_at=at,
        **common,
    )
    town.keep("contribution", said)
    about: dict[str, Any] = {"contribution": said, "at": at, **common}
    answer = Response.objects.create(
        answer="adopted", reason=town.text("begrunnelse"), answered_on=timezone.localdate(at), by=by, **about
    )
    Decision.objects.create(
        text=town.text("vedtak"), forum=town.text("forum", 140), decided_on=timezone.localdate(at), **about
    )
    change = Change.objects.create(
        before=town.text("før"),
        text=town.text("etter"),
        kind="process",
        outcome="service",
        attribution="decisive",
        unintended=town.text("bivirkning"),
        changed_on=timezone.localdate(at),
        **about,
    )
    town.keep("change", change)
    Effect.objects.create(
        change=change, indicator=town.text("mål", 140), before="4", after="2", at=at, **common
    )
    telling.tell(contribution=said, step=Told.Step.ANSWERED, about=answer, by=by, at=at)


def person_of(town: Town) -> Representative:
    """The one who has the seat."""
    return cast(Representative, town.rows["representative"])
