"""The comparison as pictures, each wide and narrow. Under ten, dots; never a percentage. Pure."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts import Bar, Chart, DotRow, Point, bar_chart, dots, line_chart
from config.core.ui.charts.dots import MOST
from config.core.ui.charts.numbers import number
from participation.comparison.plans import Covered
from participation.comparison.trend import Stretch
from participation.reports.period import Period
from participation.reports.pictures.base import Picture, absent, picture, prefix_of


def trend_pictures(found: list[Stretch]) -> tuple[Picture, ...]:
    """What was said and came of it; changes; meetings. From the first period with anything in it."""
    begun = _begun(found)
    return (_answered(begun), _line(begun, "changes"), _line(begun, "meetings"))


def name_of(period: Period) -> str:
    return capfirst(period.words)


def _open_note(found: list[Stretch], *, waits: bool) -> str:
    """That the last period is not over; where something `waits` for an answer, that it has had less time."""
    if found[-1].is_over:
        return ""
    words = {"period": name_of(found[-1].period)}
    if waits:
        return _("%(period)s is not over, and what was said last has had less time to be answered.") % words
    return _("%(period)s is not over.") % words


def _begun(found: list[Stretch]) -> list[Stretch]:
    """From the first period in which anything is written down: before it there is nothing to compare with.

    An empty year before the municipality began is no year without participation.
    """
    first = next((at for at, one in enumerate(found) if any(one.values.values())), 0)
    return found[first:]


def _answered(found: list[Stretch]) -> Picture:
    title = _("What was said, and what came of it")
    if not any(one.values["said"] for one in found):
        why = _("Nothing that representatives said is written down in these periods.")
        return absent("said", title, why, _("One contribution from a meeting would begin the line."))
    few = max(one.values["said"] for one in found) <= MOST

    def draw(*, narrow: bool) -> Chart:
        if few:
            rows = [DotRow(name_of(one.period), one.values["answered"], one.values["said"]) for one in found]
            return dots(
                rows, title=title, id_prefix=prefix_of("said"), takeaway=_answered_words(found), narrow=narrow
            )
        bars = [
            Bar(
                name_of(one.period),
                (one.values["said"], one.values["answered"], one.values["changed"]),
                one.period.start.isoformat(),
            )
            for one in found
        ]
        return bar_chart(
            bars,
            series=(_("Said"), _("Answered"), _("Changed")),
            title=title,
            id_prefix=prefix_of("said"),
            takeaway=_answered_words(found),
            narrow=narrow,
        )

    note = _("A filled dot is a contribution that is answered.") if few else ""
    return picture("said", draw, note=f"{note} {_open_note(found, waits=True)}".strip())


def _answered_words(found: list[Stretch]) -> str:
    """From the first period with anything said to the last, in counts."""
    known = [one for one in found if one.values["said"]]
    first, last = known[0], known[-1]
    words = {
        "start": name_of(first.period),
        "end": name_of(last.period),
        "was": _of(first.values["answered"], first.values["said"]),
        "now": _of(last.values["answered"], last.values["said"]),
    }
    if first is last:
        return _("%(end)s: %(now)s contributions are answered.") % words
    return _("%(start)s: %(was)s contributions are answered. %(end)s: %(now)s.") % words


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(whole)}


def _line(found: list[Stretch], key: str) -> Picture:
    is_changes = key == "changes"
    title = _("Changes, by when they came") if is_changes else _("Meetings with representatives")
    if not any(one.values[key] for one in found):
        why = _("No change is written down in these periods.") if is_changes else _("No meeting was held.")
        then = (
            _("One change tied to one contribution would show it.")
            if is_changes
            else _("A meeting that is marked as held is counted.")
        )
        return absent(key, title, why, then)
    points = [Point(name_of(one.period), one.values[key], one.period.start.isoformat()) for one in found]

    def draw(*, narrow: bool) -> Chart:
        return line_chart(points, title=title, id_prefix=prefix_of(key), narrow=narrow)

    return picture(key, draw, note=_open_note(found, waits=False))


def coverage_picture(found: tuple[Covered, ...]) -> Picture:
    """Units with and without involvement, year by year."""
    title = _("Units with and without involvement")
    if not found or not found[-1].units:
        why = _("There are no units yet.")
        return absent("units", title, why, _("The administrator writes them in."))
    found = found[next((at for at, one in enumerate(found) if one.involved), len(found) - 1) :]
    last = found[-1]
    takeaway = ngettext(
        "%(year)s: %(involved)s of %(units)s unit had representatives with it.",
        "%(year)s: %(involved)s of %(units)s units had representatives with them.",
        last.units,
    ) % {
        "year": name_of(last.period),
        "involved": number(last.involved),
        "units": number(last.units),
    }

    def draw(*, narrow: bool) -> Chart:
        if last.units <= MOST:
            rows = [DotRow(name_of(one.period), one.involved, one.units) for one in found]
            return dots(rows, title=title, id_prefix=prefix_of("units"), takeaway=takeaway, narrow=narrow)
        bars = [
            Bar(name_of(one.period), (one.involved, one.units - one.involved), one.period.start.isoformat())
            for one in found
        ]
        return bar_chart(
            bars,
            series=(_("With involvement"), _("Without")),
            title=title,
            id_prefix=prefix_of("units"),
            takeaway=takeaway,
            stacked=True,
            narrow=narrow,
        )

    return picture("units", draw, note=_("Of the units that are in use today."))
