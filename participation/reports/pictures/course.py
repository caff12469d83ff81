"""The course of one change: said, answered, decided, changed, measured, told."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts import Chart, Event, timeline
from config.core.ui.charts.numbers import number
from participation.contributions.models import Change, Told
from participation.reports.figures.chain import LINKS
from participation.reports.pictures.base import Picture, absent, picture, prefix_of
from participation.reports.rows import Rows

KEY = "course"
# Among so many of the firmest, the one that came furthest along the chain is shown.
LOOKED_AT = 25
# Who is at work: the representatives, those who answer, the service.
_KINDS = {"said": 1, "answered": 2, "decided": 2, "changed": 3, "measured": 3, "told": 1}


def data(rows: Rows) -> dict[str, Any]:
    """The days of the change that came furthest; of several, the firmest and then the newest."""
    found = rows.changes().select_related("contribution__project__unit")
    found = found.prefetch_related(
        "effects", "contribution__responses", "contribution__decisions", "contribution__tellings"
    )
    changes = list(found.order_by("-evidence_level", "-changed_on", "-id")[:LOOKED_AT])
    if not changes:
        return {"days": {}}
    change = max(changes, key=lambda one: len(days_of(one)))
    reasons = [one.not_measured_because for one in change.effects.all() if one.not_measured_because]
    return {
        "change": change.public_id,
        "project": change.contribution.project.title,
        "unit": change.contribution.project.unit.name,
        "days": {key: day.isoformat() for key, day in days_of(change).items()},
        "not_measured_because": reasons[-1] if reasons else "",
        "level": change.evidence_level,
    }


def days_of(change: Change) -> dict[str, date]:
    """The first day of each link that was reached, in the order of the chain."""
    said = change.contribution
    measured = [
        one.measured_on or timezone.localdate(one.at) for one in change.effects.all() if one.indicator
    ]
    told = [timezone.localdate(one.at) for one in said.tellings.all() if one.step != Told.Step.RECEIVED]
    firsts = {
        "said": [said.said_on],
        "answered": [one.answered_on for one in said.responses.all()],
        "decided": [one.decided_on for one in said.decisions.all()],
        "changed": [change.changed_on],
        "measured": measured,
        "told": told,
    }
    return {key: min(firsts[key]) for key in LINKS if firsts[key]}


def drawn(kept: dict[str, Any]) -> list[Picture]:
    days = {key: date.fromisoformat(day) for key, day in kept["days"].items()}
    if not days:
        title = _("The course of one change")
        why = _("No change is written down in this period.")
        return [absent(KEY, title, why, _("One change tied to one contribution would show it."))]
    labels = _labels()
    events = [Event(day, labels[key], _KINDS[key], key) for key, day in days.items()]

    def draw(*, narrow: bool) -> Chart:
        return timeline(
            events,
            start=min(days.values()),
            end=max(days.values()),
            kinds=(_("to and from representatives"), _("answer and decision"), _("in the service")),
            title=_("The course of one change: %(project)s") % {"project": kept["project"]},
            id_prefix=prefix_of(KEY),
            takeaway=takeaway(days, kept["not_measured_because"]),
            narrow=narrow,
        )

    return [picture(KEY, draw, note=_("%(unit)s. The one that came furthest in this period.") % kept)]


def _labels() -> dict[str, str]:
    return {
        "said": _("Said"),
        "answered": _("Answered"),
        "decided": _("Decided"),
        "changed": _("Changed"),
        "measured": _("Measured"),
        "told": _("Told"),
    }


def takeaway(days: dict[str, date], not_measured_because: str) -> str:
    """How long it took from said to changed, and which links are missing."""
    long = (days["changed"] - days["said"]).days
    parts = [
        ngettext(
            "It took %(days)s day from what was said to the change.",
            "It took %(days)s days from what was said to the change.",
            long,
        )
        % {"days": number(long)}
    ]
    if "measured" not in days and not_measured_because:
        parts.append(_("Not measured: %(reason)s") % {"reason": not_measured_because})
    missing = [key for key in LINKS if key not in days and not (key == "measured" and not_measured_because)]
    if missing:
        names = ", ".join(_labels()[key].lower() for key in missing)
        parts.append(_("Not written down: %(links)s.") % {"links": names})
    return " ".join(parts)
