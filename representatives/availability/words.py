"""When a person can, in words: “Mondays and Wednesdays before noon; away 1–14 July”."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from representatives.availability.models import Part, Weekday
from representatives.availability.pattern import Otherwise, Pattern, by_parts

PARTS = (Part.MORNING.value, Part.AFTERNOON.value, Part.EVENING.value)
WORKDAYS, EVERY_DAY = [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5, 6]
_DAYS = {
    Weekday.MONDAY: gettext_lazy("Mondays"),
    Weekday.TUESDAY: gettext_lazy("Tuesdays"),
    Weekday.WEDNESDAY: gettext_lazy("Wednesdays"),
    Weekday.THURSDAY: gettext_lazy("Thursdays"),
    Weekday.FRIDAY: gettext_lazy("Fridays"),
    Weekday.SATURDAY: gettext_lazy("Saturdays"),
    Weekday.SUNDAY: gettext_lazy("Sundays"),
}
_PARTS = {
    Part.MORNING: gettext_lazy("before noon"),
    Part.AFTERNOON: gettext_lazy("in the afternoon"),
    Part.EVENING: gettext_lazy("in the evening"),
}


def plain(pattern: Pattern, today: date) -> str:
    """One line for a person page, without the days that have passed; empty when nobody has said anything."""
    said = [_usually(weekdays, parts) for weekdays, parts in by_parts(pattern.week, PARTS)]
    said += [stretch(one) for one in pattern.days if one.to_on >= today]
    if pattern.until is not None:
        said.append(_("until %(day)s") % {"day": date_format(pattern.until, "DATE_FORMAT")})
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def stretch(one: Otherwise) -> str:
    """Days that are otherwise: “away 1 July to 14 July”."""
    days = {
        "from": date_format(one.from_on, "DATE_FORMAT"),
        "to": date_format(one.to_on, "DATE_FORMAT"),
    }
    if one.from_on == one.to_on:
        return (_("can on %(from)s") if one.is_available else _("away on %(from)s")) % days
    return (
        _("can from %(from)s to %(to)s") if one.is_available else _("away from %(from)s to %(to)s")
    ) % days


def _usually(weekdays: list[int], parts: list[str]) -> str:
    if weekdays == EVERY_DAY:
        days = _("every day")
    elif weekdays == WORKDAYS:
        days = _("weekdays")
    else:
        days = _joined([str(_DAYS[Weekday(one)]) for one in weekdays])
    if len(parts) == len(PARTS):
        return _("%(days)s all day") % {"days": days}
    return f"{days} {_joined([str(_PARTS[Part(one)]) for one in parts])}"


def _joined(words: list[str]) -> str:
    """“a, b and c”."""
    if len(words) == 1:
        return words[0]
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}
