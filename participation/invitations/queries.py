"""Rounds, lists and histories of invitations."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from config.core.outbox.models import Message
from participation.assignments import queries as assignments
from participation.invitations import rules
from participation.invitations.hasty import is_hasty, pressed_together
from participation.invitations.models import SEATING, Answer, Invitation, InvitationQuerySet
from participation.invitations.offers import free_seats
from participation.invitations.protocol import Now, letters_of, may, now_of, posted_of
from participation.invitations.rules import Way
from participation.invitations.spoken import Spoken
from participation.invitations.waiting import unasked_again
from projects.models import Choice, Request
from representatives.proxies.queries import Reach, reached_all
from representatives.registry.models import Representative

SILENT = "silent"
# No letter has reached these, or they have asked something: somebody has to ring.
CALLED = frozenset({Now.BY_HAND, Now.FAILED, Now.QUESTION})
State = Invitation.State


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow; ids are public ids; `answer` may be `silent`."""

    waits: str = ""
    state: str = ""
    answer: str = ""
    request: str = ""
    representative: str = ""
    project: str = ""


@dataclass(frozen=True)
class ToAsk:
    """Someone chosen who is not invited, a draft: how the person is asked, or why the person cannot be."""

    person: Representative
    reach: Reach
    way: Way
    why_not: str


@dataclass(frozen=True)
class Line:
    """One invitation as the facilitator works with it; `now` is what it is, in one word.

    `must_call`: no letter went, the person has asked something or wanted to think until now, so someone has to ring, or
    to print a letter where `way` is post. `needs_confirmation`: the
    link was pressed so soon, or together with so many, that it may have been a program. `has_wish`: wants something
    else, and nobody has taken note of it.
    """

    invitation: Invitation
    now: Now
    reach: Reach
    way: Way
    last: Answer | None
    must_call: bool
    has_seat: bool
    needs_confirmation: bool
    has_wish: bool

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether there is something to take back; a no is left as it is."""
        is_settled = self.has_seat or self.now in (Now.WITHDRAWN, Now.DECLINED, Now.OTHER)
        return may(self.now, Now.WITHDRAWN) and not is_settled

    @property
    def newest_first(self) -> list[tuple[Answer, Spoken | None]]:
        """Every answer that was ever given, the one that holds first, with how it came where it was written down."""
        return [(row, getattr(row, "spoken", None)) for row in reversed(self.invitation.answers.all())]


@dataclass(frozen=True)
class Known:
    """What is read for many invitations at once; letters by primary key, the others as sets of them."""

    letters: dict[int, Message]
    posted: set[int]
    together: set[int]
    unasked_again: set[int]


@dataclass(frozen=True)
class Round:
    """A request's invitations, how many said what, and who waits for a seat."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    taken: int
    free: int
    reserve: tuple[Line, ...]

    @property
    def in_line(self) -> list[Line]:
        """Those on the reserve who are not offered a seat, the first first."""
        return [line for line in self.reserve if line.now == Now.RESERVE]


def find(*, user: Any, municipality: Any, search: Search, today: date) -> InvitationQuerySet:
    """Invitations of a municipality with what a list shows."""
    rows = Invitation.objects.visible_to(user).of(municipality).filter(narrowed(search))
    return with_details(rows.waiting_for(search.waits, today) if search.waits else rows)


def unasked(*, user: Any, municipality: Any) -> Any:
    """Those chosen for an open request who are not invited yet, the longest waiting first."""
    invited = Invitation.objects.open().filter(
        request=OuterRef("request"), representative=OuterRef("representative")
    )
    rows = Choice.objects.visible_to(user).of(municipality).filter(~Exists(invited))
    rows = rows.filter(decision=Choice.Decision.CHOSEN, request__state=Request.State.OPEN)
    rows = rows.exclude(representative__state=Representative.State.LEFT)
    return rows.select_related("request__project", "representative").order_by("at", "id")


def with_details(rows: Any) -> InvitationQuerySet:
    """Everything that a line of a list or a page of one shows, in a fixed number of queries."""
    found: InvitationQuerySet = rows.select_related(
        "request__project__unit", "representative__municipality", "municipality"
    ).prefetch_related(
        Prefetch(
            "answers",
            queryset=Answer.objects.select_related(
                "recorded_by", "checked_by", "spoken__received_by"
            ).order_by("at", "id"),
        ),
        "assignments",
        "offers",
    )
    return found


def narrowed(search: Search) -> Q:
    """The search as a condition; the API asks by it too."""
    wanted = Q()
    if search.state:
        wanted &= Q(state=search.state)
    if search.answer == SILENT:
        wanted &= Q(answer="", state__in=[State.SENT, State.EXPIRED])
    elif search.answer:
        wanted &= Q(answer=search.answer)
    if search.request:
        wanted &= Q(request__public_id=search.request)
    if search.project:
        wanted &= Q(request__project__public_id=search.project)
    if search.representative:
        wanted &= Q(representative__public_id=search.representative)
    return wanted


def round_of(*, wanted: Request, user: Any, today: date, show: str = "") -> Round:
    """The round of one request; `show` keeps one kind of answer (or `silent`), the counts stay whole."""
    every = lines(with_details(Invitation.objects.visible_to(user).filter(request=wanted)), today=today)
    waiting = [line for line in every if line.now in (Now.RESERVE, Now.PROMOTED)]
    return Round(
        lines=tuple(line for line in every if not show or _kind(line.invitation) == show),
        counts=counted([line.invitation for line in every]),
        taken=assignments.running_in(wanted),
        free=free_seats(wanted) if wanted.state in SEATING else 0,
        reserve=tuple(
            sorted(waiting, key=lambda line: (line.invitation.on_reserve_since, line.invitation.pk))
        ),
    )


def lines(invitations: Any, *, today: date) -> list[Line]:
    """Invitations fetched by `with_details`, with what the facilitator has to do about each today."""
    rows = list(invitations)
    reaches = reached_all([row.representative for row in rows])
    known = Known(
        letters=letters_of(rows),
        posted=posted_of(rows),
        together=pressed_together(row.request_id for row in rows if row.answer),
        unasked_again=_unasked_again(rows, today),
    )
    return [_line(row, reaches[row.representative_id], known) for row in rows]


def counted(invitations: list[Invitation]) -> dict[str, int]:
    """How many said yes, no, maybe, asked something, and are silent; withdrawn ones are not counted."""
    kinds = [_kind(row) for row in invitations if _is_open(row)]
    return {kind: kinds.count(kind) for kind in (*Invitation.Reply.values, SILENT)}


def _unasked_again(rows: list[Invitation], today: date) -> set[int]:
    asked = [row.pk for row in rows if row.maybe_until or row.open_offer]
    found = Invitation.objects.filter(unasked_again(today), pk__in=asked)
    return set(found.values_list("pk", flat=True)) if asked else set()


def _line(row: Invitation, reach: Reach, known: Known) -> Line:
    letter = known.letters.get(row.pk)
    answers = list(row.answers.all())
    last = answers[-1] if answers else None
    has_seat = any(seat.state == "running" for seat in row.assignments.all())
    now = now_of(row, letter=letter, has_seat=has_seat, is_posted=row.pk in known.posted)
    is_unchecked = last is not None and last.checked_at is None
    return Line(
        invitation=row,
        now=now,
        reach=reach,
        way=rules.way_to(row.representative, reach),
        last=last,
        must_call=now in CALLED or row.pk in known.unasked_again,
        has_seat=has_seat,
        needs_confirmation=bool(
            is_unchecked and last and (is_hasty(last, letter) or last.pk in known.together)
        ),
        has_wish=now == Now.OTHER and is_unchecked,
    )


def drafts(*, wanted: Request, people: list[Representative]) -> list[ToAsk]:
    """How each of these is asked, or why not; an invitation that stands ready is no reason against sending it."""
    standing = rules.standings(request=wanted, people=people)
    reaches = reached_all(people)
    return [
        ToAsk(
            person,
            reaches[person.pk],
            rules.way_to(person, reaches[person.pk]),
            rules.why_not_person(person, replace(standing[person.pk], is_invited=False)),
        )
        for person in people
    ]


def _kind(row: Invitation) -> str:
    if row.answer:
        return row.answer
    return SILENT if row.state in (State.SENT, State.EXPIRED) else ""


def _is_open(row: Invitation) -> bool:
    return row.state != State.WITHDRAWN
