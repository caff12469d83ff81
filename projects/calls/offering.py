"""Open calls as one person of the network meets them: those that fit what they chose to hear about, and the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from projects.calls.models import Call, CallQuerySet, Interest
from projects.requests.models import Request, RequestTerm
from representatives.catalogue.models import Term
from representatives.interests.models import ChosenTopic
from representatives.interests.queries import with_wider
from representatives.registry.models import Representative

# More at once nobody reads; those that fit come first.
MOST = 30


@dataclass(frozen=True)
class Offered:
    """One open call: whether it fits what the person chose to hear about, and whether they have said yes to it."""

    call: Call
    is_chosen: bool
    is_interested: bool


def open_to(person: Representative, today: date) -> CallQuerySet:
    """The calls of the person's municipality that take interest; none for somebody who has left."""
    rows = Call.objects.filter(municipality=person.municipality_id, state=Call.State.OPEN)
    rows = rows.filter(open_until__gte=today, request__state=Request.State.OPEN)
    ties = ("municipality", "request__project__unit", "request__role")
    return rows.none() if person.has_left else rows.select_related(*ties).order_by("open_until", "id")


def offered_to(person: Representative, today: date) -> list[Offered]:
    """What the person may answer, first what they chose to hear about; a fixed number of queries."""
    calls = list(open_to(person, today))
    chosen = _chosen(person, calls)
    mine = Interest.objects.filter(representative=person, call__in=calls).standing()
    interested = set(mine.order_by().values_list("call_id", flat=True))
    found = [Offered(call, call.pk in chosen, call.pk in interested) for call in calls]
    return sorted(found, key=lambda one: not one.is_chosen)[:MOST]


def offered(call: Call, person: Representative) -> Offered:
    """One of them, as it is to the person."""
    mine = Interest.objects.filter(representative=person, call=call).standing()
    return Offered(call, bool(_chosen(person, [call])), mine.exists())


def _chosen(person: Representative, calls: list[Call]) -> set[int]:
    """The calls that are about a topic of the person, or something below one."""
    topics = set(
        ChosenTopic.objects.filter(representative=person).order_by().values_list("term_id", flat=True)
    )
    if not topics:
        return set()
    about: dict[int, set[int]] = {call.request_id: {call.request.role_id or 0} for call in calls}
    asked = RequestTerm.objects.filter(request__in=about).order_by()
    for request, term in asked.values_list("request_id", "term_id"):
        about[request].add(term)
    every = with_wider(set().union(*about.values()) - {0}) if about else set()
    above = dict(Term.objects.filter(pk__in=every).order_by().values_list("pk", "parent_id"))
    return {call.pk for call in calls if any(_meets(term, topics, above) for term in about[call.request_id])}


def _meets(term: int | None, topics: set[int], above: Mapping[int, int | None]) -> bool:
    """Whether the term, or one above it, is a topic."""
    while term is not None:
        if term in topics:
            return True
        term = above.get(term)
    return False
