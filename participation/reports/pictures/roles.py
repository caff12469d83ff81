"""The part of each person in a project: agreed on, against what it was. Of people: only sums of five and more."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from config.core.ui.charts import Bar, Chart, bar_chart
from config.core.ui.charts.numbers import number
from participation.assignments.models import PhaseRole
from participation.plans.matrix import Difference, difference
from participation.reports.pictures.base import Picture, absent, hidden, picture, prefix_of
from participation.reports.rows import Rows
from participation.reports.suppression import LEAST

KEY = "roles"
SHOWN = (Difference.SAME, Difference.LARGER, Difference.SMALLER)
# Person, agreed, wanted by the project, actual.
Said = tuple[int, str, str, str]


def data(rows: Rows) -> dict[str, Any] | None:
    """How many parts became as agreed, larger and smaller. Only of the whole: a unit's could be subtracted from it."""
    if rows.unit is not None:
        return None
    projects = rows.projects().order_by().values("pk")
    found = PhaseRole.objects.filter(
        municipality=rows.municipality, assignment__request__project__in=projects
    )
    fields = ("assignment__representative_id", "agreed", "project_wants", "actual")
    return counted(found.order_by("pk").values_list(*fields))


def counted(said: Iterable[Said]) -> dict[str, Any]:
    """Parts in three groups, all of them or none: each of nobody, or of five different people or more."""
    groups: dict[Difference, list[int]] = defaultdict(list)
    for person, agreed, wanted, actual in said:
        groups[difference(agreed or wanted, actual)].append(person)
    is_small = any(0 < len(set(groups[one])) < LEAST for one in SHOWN)
    empty = not any(groups[one] for one in SHOWN)
    return {
        "is_empty": empty,
        "parts": None if is_small or empty else {str(one): len(groups[one]) for one in SHOWN},
    }


def drawn(kept: dict[str, Any]) -> list[Picture]:
    title = _("The part each person agreed to, and the part it became")
    if kept["is_empty"]:
        why = _("Nobody has written what part a person had in the end.")
        return [absent(KEY, title, why, _("It is asked for when a phase or an assignment ends."))]
    if kept["parts"] is None:
        return [hidden(KEY, title)]
    bars = [Bar(str(Difference(key).label), (count,), key) for key, count in kept["parts"].items()]

    def draw(*, narrow: bool) -> Chart:
        return bar_chart(
            bars,
            series=(_("Parts in a phase"),),
            title=title,
            id_prefix=prefix_of(KEY),
            takeaway=takeaway(kept["parts"]),
            narrow=narrow,
        )

    return [picture(KEY, draw)]


def takeaway(parts: dict[str, int]) -> str:
    words = {key: number(parts[key]) for key in map(str, SHOWN)}
    words["all"] = number(sum(parts.values()))
    return (
        _("Of %(all)s parts, %(same)s became as agreed, %(larger)s larger and %(smaller)s smaller.") % words
    )
