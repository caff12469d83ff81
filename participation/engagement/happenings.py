"""What has happened, as one list for a professional: written down by hand, and gathered from the product."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts.numbers import number
from participation.engagement import gathering
from participation.engagement.models import Fact

# As long as facts that are written down are kept.
KEPT = timedelta(days=3 * 365)
HAND = "hand"


@dataclass(frozen=True)
class Happening:
    """One fact: what, on which day, about what, where it comes from, and who wrote it; nobody where it gathered."""

    kind: Fact.Kind
    happened_on: date
    text: str
    source: str
    by: str = ""
    id: str = ""
    # The row of another room that it comes from.
    row: str = ""

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def is_by_hand(self) -> bool:
        return self.source == HAND

    @property
    def page(self) -> str:
        """Name of the page that shows the row it comes from; empty for what is written by hand."""
        return "" if self.is_by_hand else gathering.NAMED[self.source].page

    @property
    def told_by(self) -> str:
        """Who wrote it, or which part of the product it comes from."""
        if self.is_by_hand:
            return self.by or _("Somebody who has left")
        return _("From the product: %(source)s") % {"source": gathering.NAMED[self.source].said}


def of_each(people: Iterable[Any], *, today: date) -> dict[int, list[Happening]]:
    """The facts of each of the professionals, the newest first; two statements, whatever their number."""
    chosen = [person.pk for person in people]
    since = today - KEPT
    found: dict[int, list[Happening]] = {pk: [] for pk in chosen}
    if not chosen:
        return found
    for row in gathering.gathered(people=chosen, since=since, until=today):
        person, happening = _gathered(*row)
        found[person].append(happening)
    hand = Fact.objects.filter(professional__in=chosen, happened_on__lte=today).select_related("by")
    for fact in hand:
        found[fact.professional_id].append(_by_hand(fact))
    for rows in found.values():
        rows.sort(key=lambda one: (one.happened_on, one.source == HAND, one.kind, one.text), reverse=True)
    return found


def of(person: Any, *, today: date) -> list[Happening]:
    """The facts of one professional, the newest first."""
    return of_each([person], today=today)[person.pk]


def _gathered(
    person: int, key: str, day: date, about: str, hours: float | None, row: str
) -> tuple[int, Happening]:
    text = about
    if hours is not None:
        words = ngettext(
            "%(hours)s hour in all, of everybody from the service who was at “%(meeting)s”",
            "%(hours)s hours in all, of everybody from the service who was at “%(meeting)s”",
            max(1, round(hours)),
        )
        text = words % {"hours": number(hours), "meeting": about}
    return person, Happening(gathering.NAMED[key].kind, day, text, key, row=row)


def _by_hand(fact: Fact) -> Happening:
    by = fact.by.get_full_name() if fact.by else ""
    return Happening(Fact.Kind(fact.kind), fact.happened_on, fact.text, HAND, by, fact.public_id)
