"""Whom a call reaches: those who chose one of its topics, whom no gate holds back, by the letter of which day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from projects.calls.models import Call, Notice
from projects.candidates.values import gather
from projects.candidates.wording import gate_label
from projects.matching.gates import gates
from projects.requests.models import Request
from representatives.interests.models import Hearing
from representatives.interests.queries import hearing_about
from representatives.proxies.queries import reached_all
from representatives.registry.models import Representative

How = Hearing.How
# Letters that wait for a day leave in the morning of it.
MORNING = time(8)


@dataclass(frozen=True)
class Reach:
    """Whom a letter would go to, and in counts why the others who chose the topics get none."""

    at_once: tuple[Representative, ...]
    weekly: tuple[Representative, ...]
    never: int
    without_mail: int
    too_late: int
    told: int
    held_back: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return len(self.at_once) + len(self.weekly)

    @property
    def people(self) -> tuple[Representative, ...]:
        return (*self.at_once, *self.weekly)


def topics_of(request: Request) -> set[int]:
    """What a call is about: the terms that its request asks for, and the role."""
    found = set(request.terms.order_by().values_list("term_id", flat=True))
    return found | ({request.role_id} if request.role_id else set())


def reach(*, call: Call, at: datetime) -> Reach:
    """Whom a letter would go to now; a fixed number of queries, however many people."""
    wanted = hearing_about(municipality=call.municipality_id, terms=topics_of(call.request))
    told = set(Notice.objects.filter(call=call).values_list("representative_id", flat=True))
    people = Representative.objects.filter(pk__in=wanted).in_registry()
    gathered = gather(request=call.request, people=people, at=at)
    held: Counter[str] = Counter()
    free = []
    for ref, row in gathered.rows.items():
        if wanted[row.pk] == How.NEVER or row.pk in told:
            continue
        barriers = gates(gathered.people[ref], gathered.asked, gathered.today)
        if barriers:
            held[gate_label(barriers[0].gate)] += 1
        else:
            free.append(row.pk)
    return _sorted(call, wanted, free, told, held, timezone.localdate(at))


def _sorted(
    call: Call, wanted: dict[int, str], free: list[int], told: set[int], held: Counter[str], today: date
) -> Reach:
    rows = list(Representative.objects.filter(pk__in=free).select_related("municipality").order_by("pk"))
    reached = reached_all(rows)
    with_mail = [row for row in rows if reached[row.pk].email]
    is_late = next_monday(today) > call.open_until
    weekly = [row for row in with_mail if wanted[row.pk] == How.WEEKLY]
    return Reach(
        at_once=tuple(row for row in with_mail if wanted[row.pk] == How.AT_ONCE),
        weekly=() if is_late else tuple(weekly),
        never=sum(how == How.NEVER for how in wanted.values()),
        without_mail=len(rows) - len(with_mail),
        too_late=len(weekly) if is_late else 0,
        told=len(told & wanted.keys()),
        held_back=tuple(sorted(held.items())),
    )


def next_monday(today: date) -> date:
    """The day of the next weekly letter: the Monday after today."""
    return today + timedelta(days=7 - today.weekday())


def morning_of(day: date) -> datetime:
    """When a letter of that day leaves."""
    return timezone.make_aware(datetime.combine(day, MORNING))
