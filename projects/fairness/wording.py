"""Fairness of asking in words: what each figure says, and what groups are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts.numbers import number
from projects.fairness.records import BAND_EDGES, NEVER, NOW, REST_EDGES, UNKNOWN_AGE, Record
from projects.gaps import wording as gaps
from representatives.registry.models import Relation

if TYPE_CHECKING:
    from projects.fairness.queries import Watch

# Below the first the asks are even, from the second on they are uneven.
EVEN, UNEVEN = 0.35, 0.55


class Sentences:
    """The figures of one look, each as a sentence."""

    def __init__(self, watch: "Watch") -> None:
        self._watch = watch

    @property
    def asked(self) -> str:
        watch = self._watch
        if watch.people is None or watch.asked is None or watch.asks is None:
            return hidden()
        text = ngettext(
            "%(asked)s of %(people)s people was asked, %(asks)s times in all.",
            "%(asked)s of %(people)s people were asked, %(asks)s times in all.",
            watch.asked,
        )
        return text % {
            "asked": number(watch.asked),
            "people": number(watch.people),
            "asks": number(watch.asks),
        }

    @property
    def never(self) -> str:
        count = self._watch.never
        if count is None:
            return hidden()
        text = ngettext(
            "%(count)s person who can be asked has never been asked for anything.",
            "%(count)s people who can be asked have never been asked for anything.",
            count,
        )
        return text % {"count": number(count)}

    @property
    def four(self) -> str:
        return hidden() if self._watch.spread is None else gaps.asks(self._watch.spread)

    @property
    def gini(self) -> str:
        value = self._watch.gini
        if value is None:
            return ""
        said = {"gini": number(value, decimals=2)}
        if value < EVEN:
            return _("The invitations are spread evenly (Gini %(gini)s).") % said
        if value < UNEVEN:
            return _("The invitations are spread somewhat unevenly (Gini %(gini)s).") % said
        return _("The invitations are spread unevenly (Gini %(gini)s).") % said

    @property
    def rest(self) -> str:
        value = self._watch.median_rest
        if value is None:
            return _("Too few are between assignments to tell.")
        return _("Half of those between assignments have rested %(months)s months or longer.") % {
            "months": number(value)
        }

    @property
    def overrides(self) -> str:
        made = self._watch.overrides
        if made.chosen is None or made.against is None:
            return _("Too few were chosen to tell.")
        if not made.chosen:
            return _("Nobody was chosen in this period.")
        text = ngettext(
            "%(against)s of %(chosen)s choice went against something on the list, with a reason (%(percent)s %%).",
            "%(against)s of %(chosen)s choices went against something on the list, with a reason (%(percent)s %%).",
            made.chosen,
        )
        return text % {
            "against": number(made.against),
            "chosen": number(made.chosen),
            "percent": number(made.percent or 0),
        }


def hidden() -> str:
    """Instead of a figure that would tell of few people."""
    return _("Hidden, because it would tell of fewer than five people.")


def hidden_rows() -> str:
    """What the groups are called that are hidden."""
    return _("Small groups")


def heading(key: str) -> str:
    """What the people of a table are divided by."""
    return {
        "area": _("By area"),
        "perspective": _("By perspective"),
        "age": _("By age"),
    }[key]


def area(name: str) -> str:
    """An area, or that none is written."""
    return name or _("Not said")


def perspective(code: str) -> str:
    """From where somebody has their experience."""
    return str(Relation(code).label)


def age(band: int) -> str:
    """An age band."""
    if band == UNKNOWN_AGE:
        return _("Not said")
    if band == 0:
        return _("Under %(age)s") % {"age": BAND_EDGES[0] + 1}
    if band == len(BAND_EDGES):
        return _("%(age)s and older") % {"age": BAND_EDGES[-1] + 1}
    return _("%(from)s to %(to)s") % {"from": BAND_EDGES[band - 1] + 1, "to": BAND_EDGES[band]}


def rest(bucket: int) -> str:
    """How long somebody has been at rest."""
    if bucket == NEVER:
        return _("Never had an assignment")
    if bucket == NOW:
        return _("Has one now")
    if bucket == 0:
        return _("Up to %(months)s months") % {"months": REST_EDGES[0]}
    if bucket == len(REST_EDGES):
        return _("More than %(months)s months") % {"months": REST_EDGES[-1]}
    return _("%(from)s to %(to)s months") % {"from": REST_EDGES[bucket - 1] + 1, "to": REST_EDGES[bucket]}


def person(record: Record) -> str:
    """How often one person was asked, and how long they have rested."""
    if not record.asks:
        asked = _("Not asked in this period.") if record.was_ever_asked else _("Never asked.")
    else:
        asked = ngettext(
            "Asked %(count)s time in this period.", "Asked %(count)s times in this period.", record.asks
        ) % {"count": number(record.asks)}
    if record.rest is None:
        return f"{asked} {_('Has not had an assignment before.')}"
    if record.is_running:
        return f"{asked} {_('Has an assignment now.')}"
    if not record.rest:
        return f"{asked} {_('No rest since the last assignment.')}"
    rested = ngettext(
        "%(months)s month since the last assignment.",
        "%(months)s months since the last assignment.",
        record.rest,
    )
    return f"{asked} {rested % {'months': number(record.rest)}}"
