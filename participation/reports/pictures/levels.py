"""The part of representatives in each phase of projects: planned, against what it was in the end."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts import Chart, Move, flow_chart
from config.core.ui.charts.numbers import number
from participation.plans.matrix import RANK
from participation.reports.pictures.base import Picture, absent, picture, prefix_of
from participation.reports.rows import Rows
from projects.planning.models import Involvement, PlannedRole

KEY = "levels"


def data(rows: Rows) -> dict[str, Any]:
    """[planned, actual, how many phases]; actual is empty where nobody has looked back yet."""
    found = PlannedRole.objects.filter(project__in=rows.projects().order_by().values("pk"))
    counts = Counter(found.order_by("pk").values_list("planned", "actual"))
    return {"parts": [[*pair, count] for pair, count in sorted(counts.items())]}


def drawn(kept: dict[str, Any]) -> list[Picture]:
    title = _("The part that was planned, and the part it became")
    waits = sum(count for _planned, actual, count in kept["parts"] if not actual)
    moves = [Move(RANK[planned], RANK[actual], count) for planned, actual, count in kept["parts"] if actual]
    if not moves:
        why = _("No project has looked back on the part that representatives had.")
        then = _("Write what it was in one phase of one project, and it is shown.")
        return [absent(KEY, title, why, then)]

    def draw(*, narrow: bool) -> Chart:
        return flow_chart(
            moves,
            steps=[str(label) for label in Involvement.labels],
            ends=(_("planned"), _("what it was")),
            title=title,
            id_prefix=prefix_of(KEY),
            takeaway=takeaway(moves),
            what=_("Phases of projects"),
            ways=(_("a larger part"), _("as planned"), _("a smaller part")),
            narrow=narrow,
        )

    return [picture(KEY, draw, note=_waiting(waits))]


def takeaway(moves: list[Move]) -> str:
    everything = sum(one.count for one in moves)
    words = {
        "all": number(everything),
        "same": number(sum(one.count for one in moves if one.end == one.start)),
        "smaller": number(sum(one.count for one in moves if one.end < one.start)),
        "larger": number(sum(one.count for one in moves if one.end > one.start)),
    }
    return (
        ngettext(
            "Of %(all)s phase looked back on, %(same)s became as planned, %(smaller)s smaller and %(larger)s larger.",
            "Of %(all)s phases looked back on, %(same)s became as planned, %(smaller)s smaller and %(larger)s larger.",
            everything,
        )
        % words
    )


def _waiting(waits: int) -> str:
    if not waits:
        return ""
    return ngettext(
        "%(number)s more phase is planned and not looked back on yet.",
        "%(number)s more phases are planned and not looked back on yet.",
        waits,
    ) % {"number": number(waits)}
