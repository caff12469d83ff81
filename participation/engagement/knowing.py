"""Writing down who knows whom, and reading it from one side."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.engagement.models import Professional
from participation.engagement.ties import Tie, TieQuerySet


class CannotTie(Exception):
    """The two cannot be tied like this; the text says why and can be shown."""


@transaction.atomic
def tie(*, one: Professional, other: Professional, kind: str, by: Any, at: datetime) -> Tie:
    """Writes what is between two professionals; the same again is no news.

    Refuses a person with themselves, two of different municipalities, and an unknown kind.
    """
    if kind not in Tie.Kind.values:
        raise CannotTie(_("There is no such tie."))
    if one.pk == other.pk:
        raise CannotTie(_("Choose somebody else: a tie is between two."))
    if one.municipality_id != other.municipality_id:
        raise CannotTie(_("The two work in different municipalities."))
    first, second = (other, one) if kind in Tie.BOTH_WAYS and other.pk < one.pk else (one, other)
    made, is_new = Tie.objects.get_or_create(
        one=first,
        other=second,
        kind=kind,
        defaults={"municipality_id": one.municipality_id, "by": by, "at": at},
    )
    if is_new:
        audit.record("tie.written", obj=made, by=by, at=at, fields=["kind"], subject=one)
    return made


@transaction.atomic
def untie(*, tie: Tie, by: Any, at: datetime) -> None:
    """Takes away a tie that is not so."""
    audit.record("tie.taken_away", obj=tie, by=by, at=at, subject=tie.one)
    Tie.objects.filter(pk=tie.pk).delete()


@dataclass(frozen=True)
class Known:
    """A tie as seen from one of the two: in words, with whom, and who wrote it."""

    id: str
    kind: str
    words: str
    whom: Professional
    told_by: str
    written_on: date


def told(rows: TieQuerySet, person: Professional) -> list[Known]:
    """The ties of one professional, each from that side, by name."""
    found = rows.of_person(person).select_related("one__unit", "other__unit", "by")
    return sorted((_seen(one, person) for one in found), key=lambda known: (known.whom.name, known.words))


def _seen(tie: Tie, person: Professional) -> Known:
    is_first = tie.one_id == person.pk
    whom = tie.other if is_first else tie.one
    words = {
        Tie.Kind.KNOWS: _("Knows %(name)s"),
        Tie.Kind.WORKS_WITH: _("Works with %(name)s"),
        Tie.Kind.INTRODUCED: _("Has introduced us to %(name)s")
        if is_first
        else _("Was introduced to us by %(name)s"),
    }[Tie.Kind(tie.kind)]
    return Known(
        tie.public_id,
        tie.kind,
        words % {"name": whom.name},
        whom,
        tie.by.get_full_name() if tie.by else _("a facilitator who has left"),
        timezone.localdate(tie.at),
    )
