"""How figures and evidence are put in words, in the reader's language. Pure."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts.numbers import number
from config.core.ui.shares import share_of
from participation.contributions.models import EvidenceLevel
from participation.reports.figures import Measure
from participation.reports.models import Report
from participation.reports.suppression import NOT_A_YEAR, NOT_OVER, OF_A_PROJECT


def value_words(value: float | None, measure: Measure, *, is_suppressed: bool = False) -> str:
    """“12 400 kr”, “3.5 hours”, “hidden”; a dash where there is nothing to count from."""
    if is_suppressed:
        return _("hidden")
    if value is None:
        return "–"
    shown = number(value)
    if measure == Measure.KRONER:
        return _("%(number)s kr") % {"number": shown}
    if measure == Measure.HOURS:
        return _("%(number)s hours") % {"number": shown}
    if measure == Measure.DAYS:
        return _("%(number)s days") % {"number": shown}
    return shown


def hidden_words(why: str) -> str:
    """Why a figure of people is hidden, by what the snapshot says of it; a snapshot from before says nothing."""
    sentences = {
        NOT_A_YEAR: _(
            "People are counted of whole calendar years alone. Two reports whose times overlap could otherwise tell "
            "of a few by subtraction. Make a report of a year to see how many they were."
        ),
        NOT_OVER: _(
            "People are counted when the year is over, from the middle of January. A year that goes on could "
            "otherwise tell of one person from one week to the next."
        ),
        OF_A_PROJECT: _(
            "People are counted of units and of the municipality, not of a single project. So few take part in one "
            "that they would be recognised."
        ),
    }
    return sentences.get(why) or _("Hidden: the group is under five, or could be found by subtracting.")


def uncounted_words(kept: dict[str, Any]) -> str:
    """Why a whole report counts no people; empty where they are counted."""
    why = kept.get("people_hidden", "")
    return hidden_words(why) if why else ""


def title(kind: str) -> str:
    """What a report of a kind is called, with `place` and `period` still to be put in."""
    return {
        Report.Kind.PROJECT: _("Close-out of %(place)s, %(period)s"),
        Report.Kind.YEARLY: _("Yearly report on participation: %(place)s, %(period)s"),
        Report.Kind.PLAIN: _("What you said, and what came of it: %(place)s, %(period)s"),
        Report.Kind.BLOCK: _("Text for a political case: %(place)s, %(period)s"),
        Report.Kind.DUTIES: _("Duties on participation, and what shows them: %(place)s, %(period)s"),
    }.get(Report.Kind(kind), _("What participation led to: %(place)s, %(period)s"))


def block() -> str:
    """The text block as it is begun: under 500 characters with any figures in it."""
    return _(
        "Participation in {place}, {period}: representatives took part in {meetings} meetings and gave "
        "{hours_of_involvement}. They made {said} contributions. {answered} are answered with a reason, {changed} have "
        "led to a change, and {overdue} answers are overdue. It cost {cash}, and working time worth {time}."
    )


def day_words(text: str) -> str:
    """A day of a snapshot in long form."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


def value_sentence(value: dict[str, float], *, place: str, period: str) -> str:
    """The one sentence of the report: what came of it, as firmly as it is known."""
    changes, confirmed, said = (int(value[key]) for key in ("changes", "changes_confirmed", "said"))
    words = {
        "place": place,
        "period": capfirst(period),
        "changes": number(changes),
        "confirmed": number(confirmed),
        "said": number(said),
    }
    if not said and not changes:
        return _("%(period)s: no contributions are written down in %(place)s yet.") % words
    if not changes:
        return (
            ngettext(
                "%(period)s: representatives said %(said)s thing in %(place)s. It has not led to a change yet.",
                "%(period)s: representatives said %(said)s things in %(place)s. No change has come of it yet.",
                said,
            )
            % words
        )
    first = ngettext(
        "%(period)s: %(changes)s change in %(place)s came from what representatives said.",
        "%(period)s: %(changes)s changes in %(place)s came from what representatives said.",
        changes,
    )
    return f"{first % words} {_confirmed(confirmed, changes) % words}"


def _confirmed(confirmed: int, changes: int) -> str:
    if not confirmed:
        return _("Nobody but the facilitator has confirmed it yet.")
    if confirmed == changes:
        return _("Others than the facilitator confirm all of it.")
    return ngettext(
        "Others than the facilitator confirm %(confirmed)s of them.",
        "Others than the facilitator confirm %(confirmed)s of them.",
        confirmed,
    )


def input_words(change: dict[str, Any], quote: str) -> str:
    """The contributor's words where they may be quoted; else only that it was said, and when."""
    if quote:
        return _("“%(words)s”") % {"words": quote}
    return _("Said by a representative on %(day)s, who is not quoted.") % {
        "day": day_words(change["said_on"])
    }


def evidence_words(change: dict[str, Any]) -> str:
    """Who or what confirms a change, and its level."""
    level = change["level"]
    if change["effect"] and level >= EvidenceLevel.INDICATOR_MOVED:
        indicator, before, after, source = change["effect"]
        moved = _("%(indicator)s went from %(before)s to %(after)s") if before and after else "%(indicator)s"
        who = moved % {"indicator": indicator, "before": before, "after": after}
        who = f"{who} ({source})" if source else who
    elif level >= EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR:
        who = _("The contributor: it is what was meant")
    elif level == EvidenceLevel.CONFIRMED_BY_OWNER:
        who = change["decided_by"] or _("The one who decided")
    elif level == EvidenceLevel.DOCUMENTED:
        who = _("The minutes show what was said")
    else:
        who = _("Nobody but the facilitator yet")
    return _("%(who)s. Evidence level %(level)s of 5.") % {"who": who, "level": level}


def clipped(text: str, most: int = 170) -> str:
    """Short enough for the brief, cut between words; the whole stands in the annex."""
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)].rstrip(",;.") + " …"


def share_words(part: float | None, whole: float | None) -> str:
    """A share as every page and file tells it: “3 of 5” under ten, per cent from ten on; a dash where there is none."""
    share = share_of(part, whole)
    return share.words if share else "–"
