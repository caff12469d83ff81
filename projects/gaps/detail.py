"""One gap from near: who asked, who has it, who is one step below, and who had it and has left."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Window

from projects.gaps import asked, held, queries
from projects.gaps.frame import Frame
from projects.requests.models import Request
from representatives.catalogue.models import Term
from representatives.onboarding.models import Course
from representatives.registry.models import Level, Representative

# Enough to see who it is; the registry's list has everybody.
MOST_SHOWN = 50


@dataclass(frozen=True)
class Asker:
    """One request that asked for it, and how many of its seats stand empty (None where that says nothing)."""

    request: Request
    empty: int | None


@dataclass(frozen=True)
class Detail:
    """A term, seen from somewhere where `relation` says so, at the level that was asked for."""

    term: Term
    relation: str
    level: int
    need: queries.Need | None
    askers: list[Asker]
    people: list[Representative]
    people_count: int
    below: list[Representative]
    below_count: int
    gone: int
    courses: list[Course]

    @property
    def label(self) -> str:
        return queries.named(self.term, self.relation)

    @property
    def level_label(self) -> str:
        return str(Level(self.level).label)

    @property
    def level_below(self) -> str:
        return str(Level(self.level - 1).label) if self.level > Level.NEW else ""

    @property
    def can_be_recruited(self) -> bool:
        return self.term.kind in queries.CAMPAIGN_KINDS


def detail(frame: Frame, term: Term, relation: str, *, at: datetime) -> Detail:
    """Everything about one gap, in a fixed number of queries; the first fifty of each list of people."""
    need = queries.need(frame, term, relation, at=at)
    level = need.asked.level if need else int(Level.NEW)
    people = held.with_term(frame, term, relation, level)
    below = held.one_step_below(frame, term, relation, level) if level > Level.NEW else people.none()
    (shown, count), (shown_below, count_below) = _first(people), _first(below)
    return Detail(
        term=term,
        relation=relation,
        level=level,
        need=need,
        askers=askers(frame, asked.requests_for(frame, term, relation)),
        people=shown,
        people_count=count,
        below=shown_below,
        below_count=count_below,
        gone=held.gone_with(frame, term, relation),
        courses=_courses(frame, term),
    )


def _first(people: Any) -> tuple[list[Representative], int]:
    """The first of the people, and how many there are in all; one query."""
    rows = list(people.annotate(everybody=Window(Count("pk")))[:MOST_SHOWN])
    return rows, rows[0].everybody if rows else 0


def askers(frame: Frame, rows: Any) -> list[Asker]:
    """The requests with their empty seats; one query more for all of them."""
    rows = list(rows)
    taken = asked.seats_taken(frame.municipality, [row.public_id for row in rows])
    return [
        Asker(
            row,
            None
            if row.state == Request.State.CANCELLED
            else asked.left_empty(row.seats, row.state, taken.get(row.public_id, (0, 0))),
        )
        for row in rows
    ]


def _courses(frame: Frame, term: Term) -> list[Course]:
    """Courses that open a role; for experience and skills all that are offered, for people to choose among."""
    rows: Any = Course.objects.visible_to(frame.user).of(frame.municipality).filter(is_offered=True)
    return list(rows.filter(opens__role=term) if term.kind == Term.Kind.ROLE else rows)
