"""How people came in: courses, channels that were passed on, applicants on every step, and who walks beside whom."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.rows import new_public_id
from participation.demonstration.course import Year, told
from representatives.catalogue.models import Term
from representatives.consent.models import Consent
from representatives.onboarding import declarations
from representatives.onboarding import queries as preparation
from representatives.onboarding import services as onboarding
from representatives.onboarding.models import Course, Declaration
from representatives.recruitment import applications, applying
from representatives.recruitment import services as recruitment
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry import services as registry
from representatives.registry.models import Representative

# Days on which the network was gone through: who has taken the course, and who has signed.
GONE_THROUGH = (-210, -25)
TALKED_ABOUT = ("experience", "settled", "speaks_for", "limits", "support", "pay")


@dataclass
class _Made:
    """What this room has laid so far, by the keys of the fiction."""

    courses: list[Course] = field(default_factory=list)
    channels: dict[str, RecruitmentChannel] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)


def plan(year: Year) -> None:
    """Everything about coming in, at its moment."""
    made, story = _Made(), told("recruiting")
    for row in story["courses"]:
        year.plan(year.moment(row["day"], 9), partial(_add_course, year, made, row))
    for row in story["channels"]:
        year.plan(year.moment(row["day"], 10), partial(_open, year, made, row))
        for day, count in row["passed"]:
            year.plan(year.moment(day, 14), partial(_pass_on, year, made, row["key"], count))
        if "closed" in row:
            year.plan(year.moment(row["closed"], 15), partial(_close, year, made, row["key"]))
    for number, row in enumerate(story["applicants"]):
        year.plan(year.moment(row["day"], 19), partial(_apply, year, made, row, number))
        _plan_steps(year, made, row)
    for day in GONE_THROUGH:
        year.plan(year.moment(day, 13), partial(_go_through, year, made))


def _plan_steps(year: Year, made: _Made, row: dict[str, Any]) -> None:
    started = row.get("talk", row.get("start"))
    if started is not None:
        year.plan(year.moment(started, 9), partial(_start, year, made, row))
    if "talk" in row:
        year.plan(year.moment(row["talk"], 12), partial(_talk, year, made, row))
    if "end" in row:
        year.plan(year.moment(row["ended"], 10), partial(_end, year, made, row))
    if row.get("mentor"):
        year.plan(year.moment(row["ended"] + 7, 10), partial(_pair, year, made, row))
    if "left" in row:
        year.plan(year.moment(row["left"], 10), partial(_leave, year, made, row))


def _add_course(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    roles = [_term(key) for key in row["roles"]]
    about = {"name": row["name"], "about": row["about"], "roles": roles}
    course = onboarding.create_course(municipality=year.municipality, by=year.facilitator, at=at, **about)
    made.courses.append(course)


def _open(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    channel = recruitment.create(
        municipality=year.municipality,
        name=row["name"],
        kind=row["kind"],
        greeting=row["greeting"],
        wanted=_term(row["wanted"]) if "wanted" in row else None,
        wanted_area=row.get("area", ""),
        open_until=year.day(row["until"]) if "until" in row else None,
        by=year.facilitator,
        at=at,
    )
    for _opening in range(row["opened"]):
        recruitment.count_opening(channel=channel)
    made.channels[row["key"]] = channel


def _pass_on(year: Year, made: _Made, key: str, count: int, at: datetime) -> None:
    recruitment.pass_on(channel=made.channels[key], count=count, by=year.users["jonas"], at=at)


def _close(year: Year, made: _Made, key: str, at: datetime) -> None:
    recruitment.close(channel=made.channels[key], by=year.facilitator, at=at)


def _apply(year: Year, made: _Made, row: dict[str, Any], number: int, at: datetime) -> None:
    channel = made.channels[row["channel"]]
    given, family = row["name"].rsplit(" ", 1)
    is_paper = "paper" in row
    purposes = [Consent.Purpose.NETWORK]
    purposes += [Consent.Purpose.EXPERIENCE] if row.get("experience") else []
    purposes += [Consent.Purpose.QUOTATION] if row.get("quotation") else []
    applicant = applying.Applicant(
        profile={
            "given_name": given,
            "family_name": family,
            "email": "" if is_paper else f"soker{number}@example.org",
            "phone": f"+4740613{number:03d}",
            "channel": "phone" if is_paper or number % 3 else "email",
            "area": row["area"],
            "language": row.get("language", "nb"),
        },
        purposes=tuple(purposes),
        best_reached=row.get("best", ""),
        words=row.get("words", ""),
        experience=tuple(_term(key) for key in row.get("experience", ())),
        relation=row.get("relation", "own"),
        offers=(_term("working-group"), _term("speak-in-groups")),
    )
    if is_paper:
        made.applications[row["name"]] = applying.register_paper(
            municipality=year.municipality,
            channel=channel,
            applicant=applicant,
            signed_on=year.day(row["day"] - 3),
            evidence=row["paper"],
            by=year.facilitator,
            at=at,
        )
        return
    made.applications[row["name"]] = applying.apply(
        channel=channel, applicant=applicant, ref=new_public_id(), at=at
    )


def _start(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    applications.start(application=made.applications[row["name"]], by=year.facilitator, at=at)


def _talk(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    onboarding.record_conversation(
        representative=made.applications[row["name"]].representative,
        held_on=timezone.localdate(at),
        talked_about=TALKED_ABOUT,
        outcome=row.get("outcome", "welcome"),
        next_step=row.get("step", ""),
        next_step_on=year.day(row["by"]) if "by" in row else None,
        by=year.facilitator,
        at=at,
    )


def _end(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    step = {
        "welcome": applications.welcome,
        "decline": applications.decline,
        "withdraw": applications.withdraw,
    }[row["end"]]
    step(application=made.applications[row["name"]], by=year.facilitator, at=at)


def _pair(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    person = made.applications[row["name"]].representative
    able = preparation.mentors_for(person, user=year.facilitator)
    if able:
        mentor = able[0].mentor
        onboarding.pair(
            representative=person,
            mentor=mentor,
            started_on=timezone.localdate(at),
            by=year.facilitator,
            at=at,
        )


def _leave(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    person = made.applications[row["name"]].representative
    about: dict[str, Any] = {"reason": "Flyttet", "by": year.facilitator, "at": at}
    registry.move(representative=person, to="left", thanks=True, **about)


def _go_through(year: Year, made: _Made, at: datetime) -> None:
    """A third have taken the basic course, a few another; half have signed, most of them on paper."""
    common: dict[str, Any] = {"by": year.facilitator, "at": at}
    for number, person in enumerate(Representative.objects.of(year.municipality).active().order_by("pk")):
        if number % 3 == 0 and not person.trainings.exists():
            for course in made.courses[: 1 + number % 2]:
                held: dict[str, Any] = {"course": course, "completed_on": timezone.localdate(at)}
                onboarding.record_training(representative=person, **held, **common)
        if number % 2 == 0:
            on_screen = number % 8 == 0
            channel = Declaration.Channel.SCREEN if on_screen else Declaration.Channel.PAPER
            signed: dict[str, Any] = {"channel": channel, "signed_on": timezone.localdate(at)}
            reference = "" if on_screen else f"Låst skap, perm {1 + number // 20}"
            declarations.sign(representative=person, reference=reference, **signed, **common)


def _term(key: str) -> Term:
    return Term.objects.get(municipality=None, key=key)
