"""What ends well: a substitute hands over to the one she stood in for, and one who has left asks to be deleted."""

from datetime import datetime
from functools import partial
from typing import Any

from config.core.accounts import services as accounts
from config.core.organisations.models import Role
from participation.demonstration.course import Year
from participation.handover import services as handovers
from participation.handover.models import HandoverItem
from representatives.erasure import services as erasure
from representatives.erasure.models import Erasure
from representatives.registry import services as registry
from representatives.registry.models import Representative

# Kristin stood in for Marte for some months, was the contact of a few people in that time, and stays to help out.
CAME, HANDED_OVER, ERASED = -150, -64, -10
PEOPLE = 6
NOTE = (
    "Alle seks er ringt i høst. To av dem vil gjerne være med på noe på dagtid. "
    "Frisklivssentralen har spurt om en ny brukergruppe; jeg har sagt at du tar kontakt."
)
WORDS = ("Vil helst bli ringt etter klokka ti.", "Har lyst til å lede et møte.", "")


def plan(year: Year) -> None:
    """The substitute's months, and the deletion."""
    year.plan(year.moment(CAME, 8), partial(_come, year))
    year.plan(year.moment(ERASED, 15), partial(_erase, year))


def _come(year: Year, at: datetime) -> None:
    membership = accounts.give_role(
        municipality=year.municipality,
        email="kristin.vold@nordvik.example.org",
        role=Role.FACILITATOR,
        by=year.users["ida"],
        at=at,
        name="Kristin Vold",
    )
    active = Representative.objects.of(year.municipality).active().exclude(pk=year.own.pk)
    for person in active.order_by("-id")[:PEOPLE]:
        changes = {"contact": membership.user}
        registry.update(representative=person, changes=changes, by=year.facilitator, at=at)
    year.plan(year.moment(HANDED_OVER, 13), partial(_hand_over, year, membership.user))


def _hand_over(year: Year, by: Any, at: datetime) -> None:
    handover = handovers.start(
        municipality=year.municipality,
        to=year.facilitator,
        by=by,
        at=at,
        note=NOTE,
        last_day_on=year.day(HANDED_OVER + 4),
    )
    people = handover.items.filter(kind=HandoverItem.Kind.PERSON).order_by("id")
    notes = {item.public_id: (word, True) for item, word in zip(people, WORDS, strict=False)}
    handovers.note_items(handover=handover, notes=notes, by=by, at=at)
    handovers.complete(handover=handover, by=by, at=at)


def _erase(year: Year, at: datetime) -> None:
    """The one who left first asks that nothing is kept."""
    left = Representative.objects.of(year.municipality).filter(state="left", merged_into=None, erased_at=None)
    for person in left.order_by("id")[:1]:
        erasure.erase(representative=person, why=Erasure.Why.ASKED, by=year.facilitator, at=at)
