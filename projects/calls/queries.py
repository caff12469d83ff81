"""Calls and interest as their pages show them: in the order of the draw, and without names until each is read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from projects.calls.models import Call, CallQuerySet, Interest, Notice
from projects.calls.order import drawn
from projects.calls.reaching import topics_of
from projects.candidates import wording
from projects.candidates.values import gather
from projects.matching import ordering
from projects.requests.models import Request
from representatives.interests.models import ChosenTopic
from representatives.interests.queries import with_wider
from representatives.proxies.queries import Reach, reached_all
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Read:
    """One interest as a page shows it: its number in the draw, and who it is once that may be seen."""

    number: int
    interest: Interest
    is_hidden: bool
    # Somebody without e-mail is told by the facilitator.
    is_told_by_us: bool
    reach: Reach


@dataclass(frozen=True)
class Reading:
    """All interest in a call, in the order of the draw, and how far the reading has come."""

    call: Call
    rows: list[Read]
    withdrawn: int

    @property
    def read(self) -> int:
        return sum(row.interest.read_at is not None for row in self.rows)

    @property
    def answered(self) -> int:
        return sum(row.interest.answer != "" for row in self.rows)

    @property
    def is_all_read(self) -> bool:
        return self.read == len(self.rows)

    @property
    def may_decide(self) -> bool:
        return self.call.state == Call.State.CLOSED and self.is_all_read

    @property
    def unanswered(self) -> list[Read]:
        return [row for row in self.rows if not row.interest.answer]

    @property
    def to_tell(self) -> list[Read]:
        """Those whom no letter reaches, and who have not been told."""
        return [row for row in self.rows if row.is_told_by_us and row.interest.told_at is None]

    @property
    def by_letter(self) -> list[Read]:
        return [row for row in self.rows if not row.is_told_by_us and row.interest.told_at is None]


def detail(*, user: Any, municipality: Any) -> CallQuerySet:
    """Calls with everything a page shows, and how many are interested and read."""
    rows = Call.objects.visible_to(user).of(municipality)
    return with_counts(
        rows.select_related("municipality", "request__project__unit", "request__role", "channel", "letters")
    )


def with_counts(rows: CallQuerySet) -> CallQuerySet:
    """With `interested`, `read` and `told` as numbers."""
    standing = Q(interests__withdrawn_at=None, interests__isnull=False)
    return rows.annotate(
        interested=Count("interests", filter=standing, distinct=True),
        read=Count("interests", filter=standing & Q(interests__read_at__isnull=False), distinct=True),
        told=Count("notices", distinct=True),
    )


def current_of(request: Request) -> Call | None:
    """The call of a request that is not settled, else its newest."""
    rows = Call.objects.filter(request=request).order_by("-created_at", "-id")
    return rows.exclude(state=Call.State.ANSWERED).first() or rows.first()


def by_code(code: str) -> Call | None:
    """The call that a link or card leads to, whatever its state but a draft. Capitals are typed by people."""
    rows = Call.objects.select_related("municipality", "request__project__unit", "request__role", "channel")
    return rows.exclude(state=Call.State.DRAFT).filter(code=code.strip().lower()).first()


def reading(call: Call) -> Reading:
    """All standing interest in a call, in the order of the draw; the same number of queries for any number."""
    rows = Interest.objects.filter(call=call)
    standing = list(rows.standing().select_related("representative__municipality", "call").order_by("id"))
    by_id = {row.public_id: row for row in standing}
    reached = reached_all(row.representative for row in standing)
    order = drawn(call.seed, call.public_id, list(by_id))
    return Reading(
        call=call,
        rows=[_read(number, by_id[key], call, reached) for number, key in enumerate(order, start=1)],
        withdrawn=rows.count() - len(standing),
    )


def _read(number: int, interest: Interest, call: Call, reached: dict[int, Reach]) -> Read:
    reach = reached[interest.representative_id]
    return Read(
        number=number,
        interest=interest,
        is_hidden=call.is_blind and interest.read_at is None,
        is_told_by_us=not reach.email,
        reach=reach,
    )


@dataclass(frozen=True)
class Facts:
    """What speaks for somebody and what is missing or not known, in words; who it is stands in none of them."""

    fits: list[str]
    gaps: list[str]


def facts(interest: Interest, *, at: datetime) -> Facts:
    """How what the person has told fits what the request asks for."""
    people = Representative.objects.filter(pk=interest.representative_id).in_registry()
    gathered = gather(request=interest.call.request, people=people, at=at)
    person = next(iter(gathered.people.values()), None)
    if person is None:
        return Facts([], [])
    found, names = ordering.explained(person, gathered.asked), wording.names_of(gathered)
    return Facts(wording.sentences(found.fits, names), wording.sentences(found.gaps, names))


def own(call: Call, person: Representative) -> Interest | None:
    """What the person has said to the call; None where nothing, or where it is taken back."""
    rows = Interest.objects.filter(call=call, representative=person).standing()
    found: Interest | None = rows.first()
    return found


def told_on(person: Representative, day: date) -> list[Notice]:
    """What stands in the letter of a day: open calls alone, and what the person still wants to hear about."""
    rows = Notice.objects.filter(representative=person, letter_on=day, call__state=Call.State.OPEN)
    rows = rows.filter(call__open_until__gte=day, call__request__state=Request.State.OPEN)
    found = rows.select_related("call__request__project__unit", "call__request__role").order_by("id")
    return [notice for notice in found if _is_wanted(person, notice.call)]


def _is_wanted(person: Representative, call: Call) -> bool:
    """Whether one of the topics is still chosen: what tells of health goes with the consent to it."""
    terms = with_wider(topics_of(call.request))
    return ChosenTopic.objects.filter(representative=person, term__in=terms).exists()
