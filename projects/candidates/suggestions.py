"""Why somebody was or was not suggested: the same words for the facilitator and for the person who asks.

A person may ask about requests that are over (filled or closed) and for which they stood in a list, were decided on,
or were asked. Of any other request they learn nothing, not even that it was there; and never of anybody else.
`docs/matching.md` says why.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from projects.candidates import queries, wording
from projects.candidates.models import Choice, Showing
from projects.candidates.queries import Explained
from projects.matching.ordering import GroupKind
from projects.requests.models import Request, RequestQuerySet
from projects.requests.queries import with_terms
from representatives.registry.models import Representative
from representatives.turns.models import Turn

OVER = (Request.State.FILLED, Request.State.CLOSED)
# The newest; whoever needs an older one is helped by the facilitator.
MOST = 30


@dataclass(frozen=True)
class Suggestion:
    """What was made of one person for one request: where they stood when, what was decided, and what holds today.

    `stood` is the heading of the group, empty where the person was in no list; `choice` None where nothing was decided.
    """

    request: Request
    stood: str
    stood_at: datetime | None
    choice: Choice | None
    was_asked: bool
    explained: Explained


def told_to(person: Representative) -> RequestQuerySet:
    """The requests that the person may ask about, newest first."""
    mine = _concerning(person)
    return Request.objects.filter(mine, municipality=person.municipality_id, state__in=OVER)


def of_person(person: Representative, *, user: Any) -> RequestQuerySet:
    """The requests a facilitator may be asked about: those that are open, and those that the person was part of."""
    rows = Request.objects.visible_to(user).of(person.municipality_id)
    return rows.filter(Q(state=Request.State.OPEN) | (_concerning(person) & ~Q(state=Request.State.DRAFT)))


def newest(rows: RequestQuerySet) -> list[Request]:
    """The newest of them, with their projects."""
    return list(rows.select_related("project").order_by("-created_at", "-id")[:MOST])


def suggestion(*, request: Request, person: Representative, at: datetime) -> Suggestion:
    """What is known of one person and one request; the words are those of *Why not?*."""
    shown = _showings(person).filter(request=request).order_by("-at", "-pk").first()
    people = Representative.objects.filter(pk=person.pk)
    (explained,) = queries.explain(
        request=with_terms(Request.objects.filter(pk=request.pk)).get(), people=people, at=at
    )
    return Suggestion(
        request=request,
        stood=_group(shown, person) if shown else "",
        stood_at=shown.at if shown else None,
        choice=Choice.objects.filter(request=request, representative=person).first(),
        was_asked=_asks(person).filter(request_ref=request.public_id).exists(),
        explained=explained,
    )


def _concerning(person: Representative) -> Q:
    """Requests for which the person stood in a list, was decided on, or was asked."""
    chosen = Choice.objects.filter(representative=person).order_by().values("request")
    shown = _showings(person).order_by().values("request")
    asked = _asks(person).order_by().values("request_ref")
    return Q(pk__in=chosen) | Q(pk__in=shown) | Q(public_id__in=asked)


def _showings(person: Representative) -> Any:
    """Lists in which the person stood. An id is long and of one alphabet, so that it is found as text."""
    rows = Showing.objects.filter(municipality=person.municipality_id)
    return rows.annotate(text=Cast("shown", TextField())).filter(text__contains=person.public_id)


def _asks(person: Representative) -> Any:
    return Turn.objects.filter(representative=person, kind=Turn.Kind.ASKED).exclude(request_ref="")


def _group(shown: Showing, person: Representative) -> str:
    for group in shown.shown:
        if person.public_id in group["people"] and group["group"] in list(GroupKind):
            return wording.group_label(GroupKind(group["group"]))
    return ""
