"""Load and rest of the network: how often people were asked, and how long they have rested."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.ui.charts import Bar, Chart, bar_chart
from config.core.ui.charts.numbers import number, short_date
from participation.reports.pictures.base import Picture, absent, hidden, in_fives, picture, prefix_of
from participation.reports.rows import Rows
from participation.reports.suppression import is_small
from projects.fairness import wording
from projects.fairness.frame import Frame
from projects.fairness.records import NEVER, REST_EDGES, records
from projects.gaps.thresholds import moment
from projects.gaps.weighing import LAST_BAR
from projects.gaps.wording import how_often

KEY = "load"


def data(rows: Rows) -> dict[str, Any] | None:
    """Over the last four whole quarters, whatever the period: two reports then look at the same time or another.

    Of the whole municipality alone: people are asked by many units.
    """
    if rows.unit is not None:
        return None
    frame = Frame(rows.municipality, moment(rows.today), rows.today, sees_people=False)
    found = records(frame)
    often = Counter(min(one.asks, LAST_BAR) for one in found)
    rest = Counter(one.rest_bucket for one in found if one.can_be_asked)
    span = frame.span
    return {
        "from": timezone.localdate(span.since).isoformat(),
        "until": timezone.localdate(span.until).isoformat(),
        "is_empty": not found,
        "often": distribution(often, range(LAST_BAR + 1)),
        "rest": distribution(rest, range(NEVER, len(REST_EDGES) + 1)),
    }


def distribution(counts: Counter[int], keys: Iterable[int]) -> list[list[int]] | None:
    """[key, people in fives], all of it or none: one small group could be found from the others."""
    if not counts or any(is_small(count) for count in counts.values()):
        return None
    return [[key, in_fives(counts[key])] for key in keys]


def drawn(kept: dict[str, Any]) -> list[Picture]:
    return [_often(kept), _rest(kept)]


def _often(kept: dict[str, Any]) -> Picture:
    title = _("How often people in the network were asked")
    if kept["is_empty"]:
        return _nobody(KEY, title)
    if kept["often"] is None:
        return hidden(KEY, title)
    bars = [Bar(how_often(times, last=LAST_BAR), (people,), str(times)) for times, people in kept["often"]]
    return _bars(KEY, title, bars, asked(kept["often"]), _note(kept))


def _rest(kept: dict[str, Any]) -> Picture:
    title = _("How long people in the network have rested")
    if kept["is_empty"]:
        return _nobody("rest", title)
    if kept["rest"] is None:
        return hidden("rest", title)
    bars = [Bar(wording.rest(bucket), (people,), str(bucket)) for bucket, people in kept["rest"]]
    return _bars("rest", title, bars, rested(kept["rest"]), _("Counted in fives, on the day of the report."))


def _nobody(key: str, title: str) -> Picture:
    why = _("Nobody in the network can be asked yet.")
    return absent(key, title, why, _("It is shown when the first have said yes to the network."))


def _bars(key: str, title: str, bars: list[Bar], takeaway: str, note: str) -> Picture:
    def draw(*, narrow: bool) -> Chart:
        return bar_chart(
            bars,
            series=(_("People"),),
            title=title,
            id_prefix=prefix_of(key),
            takeaway=takeaway,
            narrow=narrow,
        )

    return picture(key, draw, note=note)


def asked(often: list[list[int]]) -> str:
    """How many were not asked, beside how many were asked most."""
    people = {row[0]: row[1] for row in often}
    words = {"never": number(people[0]), "often": number(people[LAST_BAR]), "times": number(LAST_BAR)}
    if not people[LAST_BAR]:
        return _("About %(never)s people were not asked. Nobody was asked %(times)s times or more.") % words
    return (
        _("About %(never)s people were not asked; about %(often)s were asked %(times)s times or more.")
        % words
    )


def rested(rest: list[list[int]]) -> str:
    people = {row[0]: row[1] for row in rest}
    words = {"never": number(people[NEVER]), "all": number(sum(people.values()))}
    return _("About %(never)s of %(all)s who can be asked have never had an assignment.") % words


def _note(kept: dict[str, Any]) -> str:
    words = {key: short_date(date.fromisoformat(kept[key])) for key in ("from", "until")}
    return _("The last four whole quarters: from %(from)s to before %(until)s. Counted in fives.") % words
