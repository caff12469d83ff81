"""What a person is prepared for, what is missing for a role, and who can walk beside whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q
from django.utils.translation import gettext as _

from representatives.catalogue.models import Term
from representatives.onboarding.models import Conversation, Course, CourseRole, MentorPair, Training
from representatives.registry.models import Level, ProfileTerm, Representative


@dataclass(frozen=True)
class Readiness:
    """The roles that are open to a person, and for each of the others the courses of which one would open it."""

    opened: list[Term]
    missing: list[tuple[Term, list[Course]]]


def readiness(person: Representative) -> Readiness:
    """Every role of the municipality, open or not. A role that no course opens is open to everybody."""
    wanted = _courses_by_role(person.municipality_id)
    taken = {training.course_id for training in person.trainings.all() if training.course_id}
    opened, missing = [], []
    for role in Term.objects.offered_in(person.municipality_id).filter(kind=Term.Kind.ROLE):
        courses = wanted.get(role.pk, [])
        if not courses or taken & {course.pk for course in courses}:
            opened.append(role)
        else:
            missing.append((role, courses))
    return Readiness(opened, missing)


def opened_roles(person: Representative) -> list[Term]:
    """The roles that a person is prepared for."""
    return readiness(person).opened


def missing_for(role: Term, people: Iterable[Representative]) -> dict[int, list[Course]]:
    """For those of the people (by primary key) to whom the role is not open: the courses of which one would open it.

    All the people are of one municipality. Two queries however many they are.
    """
    asked = list(people)
    if not asked:
        return {}
    courses = _courses_by_role(asked[0].municipality_id).get(role.pk, [])
    if not courses:
        return {}
    ready = set(
        Training.objects.filter(representative__in=asked, course__in=courses).values_list(
            "representative", flat=True
        )
    )
    return {person.pk: courses for person in asked if person.pk not in ready}


def _courses_by_role(municipality_id: int) -> dict[int, list[Course]]:
    """Courses that open each role. Those no longer offered count for who took them, and ask nothing of others."""
    found: dict[int, list[Course]] = {}
    rows = list(
        CourseRole.objects.filter(municipality=municipality_id)
        .select_related("course")
        .order_by("course__name")
    )
    offered = {row.role_id for row in rows if row.course.is_offered}
    for row in rows:
        if row.role_id in offered:
            found.setdefault(row.role_id, []).append(row.course)
    return found


def courses(*, user: Any, municipality: Any) -> list[tuple[Course, list[Term], int]]:
    """Each course with the roles it opens for and how many have taken it; those offered now stand first."""
    rows = (
        Course.objects.visible_to(user)
        .of(municipality)
        .prefetch_related(
            Prefetch("opens", CourseRole.objects.select_related("role").order_by("role__order", "id"))
        )
    )
    taken = dict(
        Training.objects.filter(course__in=rows)
        .order_by()
        .values_list("course")
        .annotate(people=Count("representative", distinct=True))
    )
    return [
        (course, [row.role for row in course.opens.all()], taken.get(course.pk, 0))
        for course in rows.order_by("-is_offered", "name")
    ]


def pairs_of(person: Representative) -> list[MentorPair]:
    """The pairs a person is or was in, on either side; running ones first."""
    rows = MentorPair.objects.filter(Q(representative=person) | Q(mentor=person))
    rows = rows.select_related("representative", "mentor")
    return list(rows.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-id"))


def mentors_of(person: Representative) -> list[Representative]:
    """Those who walk beside a person now."""
    rows = MentorPair.objects.filter(representative=person, ended_on=None).select_related("mentor")
    return [pair.mentor for pair in rows.order_by("started_on", "id")]


def next_step_of(talks: Iterable[Conversation]) -> Conversation | None:
    """The conversation, of some fetched already, whose agreed step is still open; the newest first."""
    return next((talk for talk in talks if talk.next_step and not talk.is_step_done), None)


def open_steps(*, user: Any, municipality: Any) -> Any:
    """Conversations with a step that was agreed and is not done, the soonest first; those without a date last."""
    rows = Conversation.objects.visible_to(user).of(municipality)
    rows = rows.filter(is_step_done=False).exclude(next_step="").exclude(representative__state="left")
    return rows.select_related("representative", "held_by").order_by(
        F("next_step_on").asc(nulls_last=True), "id"
    )


def due_steps(*, user: Any, municipality: Any, today: date) -> int:
    """How many agreed steps are due today or before."""
    count: int = open_steps(user=user, municipality=municipality).filter(next_step_on__lte=today).count()
    return count


@dataclass(frozen=True)
class Suggestion:
    """Somebody who may walk beside a person, and why, in words."""

    mentor: Representative
    reasons: tuple[str, ...]


def mentors_for(person: Representative, *, user: Any, at_most: int = 12) -> list[Suggestion]:
    """Active people with the level “Mentor” in something, or the skill of mentoring. Free ones first, then by name.

    In words, never by points: the facilitator knows who goes well with whom.
    """
    terms = ProfileTerm.objects.filter(municipality=person.municipality_id)
    able = terms.skills().filter(level=Level.MENTOR) | terms.filter(term__key="mentoring")
    people = Representative.objects.visible_to(user).of(person.municipality_id).active()
    people = people.filter(pk__in=able.values("representative")).exclude(pk=person.pk)
    busy: dict[int, int] = {}
    for mentor_id in MentorPair.objects.filter(mentor__in=people, ended_on=None).values_list(
        "mentor", flat=True
    ):
        busy[mentor_id] = busy.get(mentor_id, 0) + 1
    skills = _skills_of(able)
    found = sorted(people, key=lambda one: (busy.get(one.pk, 0), one.family_name, one.given_name, one.pk))
    return [
        Suggestion(one, _reasons(one, person, skills.get(one.pk, []), busy.get(one.pk, 0)))
        for one in found[:at_most]
    ]


def _skills_of(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for kept in rows.select_related("term").order_by("term__order", "id"):
        names = found.setdefault(kept.representative_id, [])
        if kept.term.name not in names:
            names.append(kept.term.name)
    return found


def _reasons(mentor: Representative, person: Representative, skills: list[str], busy: int) -> tuple[str, ...]:
    reasons = [_("Mentor in: %(skills)s") % {"skills": ", ".join(skills)}]
    if busy:
        reasons.append(_("Walks beside %(count)s already") % {"count": busy})
    else:
        reasons.append(_("Walks beside nobody now"))
    if mentor.area and mentor.area == person.area:
        reasons.append(_("Lives in the same area"))
    return tuple(reasons)
