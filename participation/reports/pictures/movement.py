"""How units moved on the ladder of engagement in the period. Of units and roles of several, never of people."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts import Chart, Move, flow_chart
from config.core.ui.charts.numbers import number, short_date
from participation.engagement.models import Step, UnitStep
from participation.engagement.roles import SEVERAL, RoleStep, WorkRole
from participation.reports.pictures.base import Picture, absent, picture, prefix_of
from participation.reports.rows import Rows

KEY = "movement"
Held = tuple[int, date, int]


def data(rows: Rows) -> dict[str, Any]:
    """How many units and roles went from which step to which: as it was before the first day, and on the last."""
    end = min(rows.period.end, rows.today)
    units = list(rows.units().order_by("pk").values_list("pk", flat=True))
    unit_steps = UnitStep.objects.filter(unit__in=units, set_on__lte=end).order_by("set_on", "id")
    roles = WorkRole.objects.filter(municipality=rows.municipality, held_by__gte=SEVERAL)
    roles = roles.filter(rows.within("unit") if rows.unit_ids is not None else Q())
    role_steps = RoleStep.objects.filter(role__in=roles, set_on__lte=end).order_by("set_on", "id")
    return {
        "days": [rows.period.start.isoformat(), end.isoformat()],
        "units": moves(units, unit_steps.values_list("unit_id", "set_on", "step"), rows.period.start),
        "roles": moves(
            list(roles.order_by("pk").values_list("pk", flat=True)),
            role_steps.values_list("role_id", "set_on", "step"),
            rows.period.start,
        ),
    }


def moves(ids: Iterable[int], steps: Iterable[Held], start: date) -> list[list[int]]:
    """[from, to, how many], the lowest first. Steps come in order of their days; who has none is not clarified."""
    first = dict.fromkeys(ids, int(Step.NOT_KNOWN))
    last = dict(first)
    for pk, day, step in steps:
        if pk in last:
            last[pk] = step
            if day <= start - timedelta(days=1):
                first[pk] = step
    counts = Counter((first[pk], last[pk]) for pk in last)
    return [[was, now, count] for (was, now), count in sorted(counts.items())]


def drawn(kept: dict[str, Any]) -> list[Picture]:
    title = _("How units moved in engagement")
    known = [one for one in kept["units"] if one[0] or one[1]]
    if not known:
        why = _("Nobody has written down where a unit stands in its engagement.")
        return [absent(KEY, title, why, _("One step for one unit, and what it rests on, would show it."))]
    start, end = (short_date(date.fromisoformat(day)) for day in kept["days"])
    found = [Move(*one) for one in kept["units"]]

    def draw(*, narrow: bool) -> Chart:
        return flow_chart(
            found,
            steps=[str(label) for label in Step.labels],
            ends=(start, end),
            title=title,
            id_prefix=prefix_of(KEY),
            takeaway=takeaway(kept["units"]),
            what=_("Units"),
            narrow=narrow,
        )

    return [picture(KEY, draw, note=_roles(kept["roles"]))]


def _ways(found: list[list[int]]) -> tuple[int, int, int]:
    """How many rose, fell and stayed."""
    up = sum(count for was, now, count in found if now > was)
    down = sum(count for was, now, count in found if now < was)
    return up, down, sum(count for *_ends, count in found) - up - down


def takeaway(found: list[list[int]]) -> str:
    up, down, same = _ways(found)
    words = {"up": number(up), "down": number(down), "same": number(same)}
    rose = ngettext("%(up)s unit moved up", "%(up)s units moved up", up)
    fell = ngettext("%(down)s moved down", "%(down)s moved down", down)
    stayed = ngettext("%(same)s stands where it stood", "%(same)s stand where they stood", same)
    return _("%(rose)s, %(fell)s and %(stayed)s.") % {
        "rose": rose % words,
        "fell": fell % words,
        "stayed": stayed % words,
    }


def _roles(found: list[list[int]]) -> str:
    if not any(was or now for was, now, _count in found):
        return ""
    up, down, same = _ways(found)
    words = {"all": number(up + down + same), "up": number(up), "down": number(down)}
    return _("Of %(all)s roles that several people hold, %(up)s moved up and %(down)s moved down.") % words
