"""The hours of a meeting where the municipality is. Plain Python: no Django but its translations, no clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

PLACE = ZoneInfo("Europe/Oslo")
# A meeting that begins in the evening and ends before this hour was meant to last past midnight.
EVENING, MORNING = time(17), time(7)


class CannotMeet(Exception):
    """The hours cannot be; the text can be shown. `field` is the one to mend: `begins` or `ends`."""

    def __init__(self, text: str, field: str) -> None:
        super().__init__(text)
        self.field = field


class Span(NamedTuple):
    """From and to, as moments of the whole world."""

    begins_at: datetime
    ends_at: datetime


def check(day: date, begins: time | None, ends: time | None) -> None:
    """Refuses hours that cannot be: one without the other, an end before the beginning, past midnight, and the hours
    that come twice or not at all when the clock is set.
    """
    if begins is None and ends is None:
        return
    if begins is None:
        raise CannotMeet(_("Write when the meeting begins, too."), "begins")
    if ends is None:
        raise CannotMeet(_("Write when the meeting ends, too."), "ends")
    if ends <= begins:
        raise CannotMeet(_backwards(begins, ends), "ends")
    for field, hour in (("begins", begins), ("ends", ends)):
        _check_clock(day, hour, field)


def span(day: date, begins: time, ends: time) -> Span:
    """The moments of hours that were checked."""
    begins_at, ends_at = (datetime.combine(day, hour, PLACE).astimezone(UTC) for hour in (begins, ends))
    return Span(begins_at, ends_at)


def _backwards(begins: time, ends: time) -> str:
    said = {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    if begins == ends:
        return _("The meeting begins and ends at %(begins)s. Write when it ends.") % said
    if begins >= EVENING and ends <= MORNING:
        return (
            _(
                "From %(begins)s to %(ends)s lasts past midnight. End it by 23:59, and plan the rest on the next day."
            )
            % said
        )
    return _("The meeting ends at %(ends)s, before it begins at %(begins)s.") % said


def _check_clock(day: date, hour: time, field: str) -> None:
    """The night in which the clock is set: one hour of it comes twice in October, and one is missing in March."""
    first, second = (datetime.combine(day, hour, PLACE).replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return
    said = {"hour": f"{hour:%H:%M}"}
    if (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta()):
        raise CannotMeet(
            _("The clock is put back this night, and %(hour)s comes twice. Choose an hour from 03:00 on.")
            % said,
            field,
        )
    raise CannotMeet(
        _("The clock is put forward this night, and there is no %(hour)s. Choose an hour from 03:00 on.")
        % said,
        field,
    )
