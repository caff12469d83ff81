"""A town's way in: a channel, an applicant on the board, a course, a conversation and a pair."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from representatives.catalogue.models import Term
from representatives.models import (
    Application,
    Conversation,
    Course,
    CourseRole,
    MentorPair,
    RecruitmentChannel,
    Representative,
)
from tests.make.people import make_representative, make_term

if TYPE_CHECKING:
    from tests.make.town import Town


def add_recruitment(town: "Town", by: Any, at: datetime) -> None:
    """One of each row. Channels and courses are the municipality's: the second town in it shares the first's."""
    common: dict[str, Any] = {"municipality": town.municipality}
    made = {"name": town.text("kanal", 120), "kind": "course", "code": f"{town.mark[:7].lower()}x"}
    channel = RecruitmentChannel.objects.of(town.municipality).first()
    channel = channel or RecruitmentChannel.objects.create(
        greeting=town.text("hilsen"), created_at=at, created_by=by, **made, **common
    )
    town.keep("channel", channel)
    applicant = make_representative(
        town.municipality,
        f"{town.mark}ane {town.mark}berg",
        state=Representative.State.APPLIED,
        note=town.text("notat"),
    )
    application = Application.objects.create(
        representative=applicant,
        channel=channel,
        words=town.text("erfaringsord"),
        best_reached=town.text("ringetid", 120),
        applied_at=at,
        **common,
    )
    town.keep("application", application)
    _prepare(town, applicant, by, at)


def _prepare(town: "Town", applicant: Representative, by: Any, at: datetime) -> None:
    """What makes people ready: a course that opens a role, a conversation, and a pair."""
    common: dict[str, Any] = {"municipality": town.municipality}
    course = Course.objects.of(town.municipality).first()
    if course is None:
        course = Course.objects.create(name=town.text("kurset", 120), created_at=at, **common)
        role: Term = make_term("role", "chairing-role")
        CourseRole.objects.create(course=course, role=role, **common)
    town.keep("course", course)
    about: dict[str, Any] = {"added_at": at, **common}
    talk = Conversation.objects.create(
        representative=applicant,
        held_on=timezone.localdate(at),
        held_by=by,
        talked_about=["limits"],
        summary=town.text("oppsummering"),
        outcome="training",
        next_step=town.text("steg", 200),
        next_step_on=timezone.localdate(at),
        **about,
    )
    town.keep("conversation", talk)
    pair = MentorPair.objects.create(
        representative=town.rows["candidate"],
        mentor=town.rows["representative"],
        started_on=timezone.localdate(at),
        **about,
    )
    town.keep("mentor_pair", pair)
