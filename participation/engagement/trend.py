"""The way of units and roles over time: quarter by quarter for all, row by row for one, and what is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts import Bar, Chart, bar_chart
from config.core.ui.charts.numbers import short_date
from participation.engagement.models import Step, UnitStep

QUARTERS = 8
# After so long a step that nobody has looked at again is no longer known.
STALE_AFTER = 365
LABELS = tuple(label for _value, label in Step.choices)


@dataclass(frozen=True)
class Quarter:
    """How many units stood on each step at the end of a quarter (or today); the first number is not clarified."""

    day: date
    counts: tuple[int, ...]


def quarters(units: Sequence[Any], *, today: date) -> list[Quarter]:
    """The last quarters of some units, the oldest first; one statement."""
    ids = [unit.pk for unit in units]
    rows = UnitStep.objects.filter(unit__in=ids, set_on__lte=today).order_by("set_on", "id")
    steps = list(rows.values_list("set_on", "unit", "step"))
    held = dict.fromkeys(ids, int(Step.NOT_KNOWN))
    found, at = [], 0
    for day in _ends(today):
        while at < len(steps) and steps[at][0] <= day:
            held[steps[at][1]] = steps[at][2]
            at += 1
        found.append(Quarter(day, tuple(sum(one == step for one in held.values()) for step in Step.values)))
    return found


def _ends(today: date) -> list[date]:
    """The last days of the quarters before today, and today."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    days = [today]
    for _quarter in range(QUARTERS - 1):
        days.append(date.fromordinal(first.toordinal() - 1))
        earlier = days[-1]
        first = date(earlier.year, (earlier.month - 1) // 3 * 3 + 1, 1)
    return days[::-1]


def chart_of(found: Sequence[Quarter]) -> tuple[Chart, Chart]:
    """The quarters as bars, wide and narrow, with their table; the oldest on top."""
    bars = [Bar(short_date(one.day), tuple(float(count) for count in one.counts[1:])) for one in found]
    wide, narrow = (
        bar_chart(
            bars,
            title=_("Units over time"),
            id_prefix="trend",
            series=[str(label) for label in Step.labels[1:]],
            stacked=True,
            takeaway=in_words(found),
            narrow=is_narrow,
        )
        for is_narrow in (False, True)
    )
    return wide, narrow


def in_words(found: Sequence[Quarter]) -> str:
    """One sentence from the oldest quarter to the newest: how many are clarified."""
    first, last = found[0], found[-1]
    was, now = (sum(one.counts[1:]) for one in (first, last))
    return ngettext(
        "%(now)s unit is clarified now; on %(day)s it was %(was)s.",
        "%(now)s units are clarified now; on %(day)s it was %(was)s.",
        now,
    ) % {"now": now, "was": was, "day": short_date(first.day)}


def way(steps: Iterable[Any]) -> str:
    """The steps of one unit or role as words, the oldest first: each step once where it did not move."""
    parts: list[str] = []
    last = None
    for row in sorted(steps, key=lambda one: (one.set_on, one.pk)):
        if row.step != last:
            parts.append(
                _("%(step)s (%(day)s)") % {"step": row.get_step_display(), "day": short_date(row.set_on)}
            )
            last = row.step
    return " → ".join(parts)


def not_known(step: Any, *, today: date) -> str:
    """What is not known about where a unit or role stands, in words; empty where it is known."""
    if step is None:
        return _("Never clarified")
    if step.step == Step.NOT_KNOWN:
        return _("Not clarified since %(day)s") % {"day": short_date(step.set_on)}
    if (today - step.set_on).days > STALE_AFTER:
        return _("Nobody has looked at it since %(day)s") % {"day": short_date(step.set_on)}
    return ""
