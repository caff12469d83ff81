"""A project's time in words: when it starts, how long it lasts, how much is left."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.planning.models import Project

WEEK, MONTH = 7, 30.44
# Up to here a span is told in weeks, and above it in months.
WEEKS_UNTIL = 10


def words(project: Project, *, today: date) -> str:
    """One or two sentences about the project's time on `today`; empty when neither start nor end is known."""
    starts, ends = project.starts_on, project.ends_on
    if starts is None and ends is None:
        return ""
    is_over = project.state in (Project.State.CLOSED, Project.State.CANCELLED)
    parts = [_start(starts, today, is_over=is_over), _end(ends, today, is_over=is_over)]
    if starts and ends and starts > today:
        parts.append(_("It lasts %(span)s.") % {"span": span((ends - starts).days)})
    return " ".join(part for part in parts if part)


def span(days: int) -> str:
    """A number of days as people say it."""
    if days < WEEK:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < WEEKS_UNTIL * WEEK:
        weeks = round(days / WEEK)
        return ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
    months = round(days / MONTH)
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def _start(day: date | None, today: date, *, is_over: bool) -> str:
    if day is None:
        return ""
    named = {"day": date_format(day, "DATE_FORMAT"), "span": span(abs((day - today).days))}
    if is_over:
        return _("Started on %(day)s.") % named
    if day == today:
        return _("Starts today.")
    if day > today:
        return _("Starts in %(span)s, on %(day)s.") % named
    return _("Started %(span)s ago, on %(day)s.") % named


def _end(day: date | None, today: date, *, is_over: bool) -> str:
    if day is None:
        return ""
    named = {"day": date_format(day, "DATE_FORMAT"), "span": span(abs((day - today).days))}
    if is_over:
        return _("Was planned to end on %(day)s.") % named
    if day < today:
        return _("Should have ended %(span)s ago, on %(day)s. Close it, or set a new date.") % named
    return _("Ends on %(day)s.") % named
