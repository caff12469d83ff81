"""The gap view in words: verdicts, groups of people, and how evenly people are used."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.core.ui.charts.numbers import number
from projects.gaps import thresholds
from projects.gaps.weighing import Spread, Verdict

LABELS = {
    Verdict.NOBODY: gettext_lazy("Nobody has it"),
    Verdict.ONE: gettext_lazy("One person carries it all"),
    Verdict.FEWER: gettext_lazy("Fewer than asked for"),
    Verdict.ENOUGH: gettext_lazy("Enough"),
}
COLORS = {
    Verdict.NOBODY: "danger",
    Verdict.ONE: "warning",
    Verdict.FEWER: "warning",
    Verdict.ENOUGH: "success",
}


def group(key: str, people: int) -> str:
    """What holds of the people in a group, to stand after their number."""
    if key == "never_asked":
        text = ngettext(
            "has been active for %(months)s months or more and was never asked",
            "have been active for %(months)s months or more and were never asked",
            people,
        )
        return text % {"months": thresholds.MONTHS_UNASKED}
    if key == "not_lately":
        return ngettext("was last asked more than a year ago", "were last asked more than a year ago", people)
    if key == "resting_long":
        text = ngettext(
            "has rested for %(months)s months or more, or past the day that was said",
            "have rested for %(months)s months or more, or past the day that was said",
            people,
        )
        return text % {"months": thresholds.MONTHS_RESTING}
    if key == "asked_often":
        text = ngettext(
            "was asked %(times)s times or more in half a year, or has more than their own limits allow",
            "were asked %(times)s times or more in half a year, or have more than their own limits allow",
            people,
        )
        return text % {"times": thresholds.ASKS_OFTEN}
    text = ngettext(
        "was asked or considered %(times)s times or more and never had a seat",
        "were asked or considered %(times)s times or more and never had a seat",
        people,
    )
    return text % {"times": thresholds.TIMES_IN_VAIN}


def asks(spread: Spread) -> str:
    """How the asks of the period fell, in a sentence."""
    if not spread.total:
        return _("Nobody was asked in this period.")
    text = ngettext(
        "The %(most)s person asked most got %(theirs)s of %(total)s invitations (%(percent)s %%).",
        "The %(most)s people asked most got %(theirs)s of %(total)s invitations (%(percent)s %%).",
        spread.most,
    )
    return text % _figures(spread)


def seats(spread: Spread) -> str:
    """How the seats of the period fell, in a sentence."""
    if not spread.total:
        return _("Nobody took a seat in this period.")
    text = ngettext(
        "The %(most)s person used most took %(theirs)s of %(total)s seats (%(percent)s %%).",
        "The %(most)s people used most took %(theirs)s of %(total)s seats (%(percent)s %%).",
        spread.most,
    )
    return text % _figures(spread)


def _figures(spread: Spread) -> dict[str, str]:
    return {
        "most": number(spread.most),
        "theirs": number(spread.theirs),
        "total": number(spread.total),
        "percent": number(spread.percent),
    }


def how_often(times: int, *, last: int) -> str:
    """A row of the chart: never, once, … and so many times or more."""
    if not times:
        return _("Not at all")
    if times == last:
        return _("%(times)s times or more") % {"times": number(times)}
    return ngettext("%(times)s time", "%(times)s times", times) % {"times": number(times)}
