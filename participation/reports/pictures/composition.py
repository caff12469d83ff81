"""The network against the population: by age and by area, from the municipality's own statistics."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from config.core.ui.charts import Bar, Chart, bar_chart
from config.core.ui.charts.numbers import number
from participation.reports.pictures.base import Picture, absent, hidden, in_fives, picture, prefix_of
from participation.reports.rows import Rows
from participation.reports.suppression import shown_nodes
from projects.panels.models import Category, PopulationShare
from projects.panels.values import band, band_label
from representatives.consent.models import Consent
from representatives.registry.models import Representative

KEY = "composition"
WHOLE, UNKNOWN = "", "unknown"
TOLD = (Category.AGE, Category.AREA)


def data(rows: Rows) -> dict[str, Any] | None:
    """For each group of the statistics: how many of the network, in fives or hidden, and how many of the population."""
    if rows.unit is not None:
        return None
    population: dict[str, dict[str, int]] = {category: {} for category in TOLD}
    shares = PopulationShare.objects.filter(municipality=rows.municipality).order_by("category", "value")
    for category, value, number_of in shares.values_list("category", "value", "people"):
        population[category][value] = number_of
    people = list(_network(rows))
    year = rows.today.year
    return {
        Category.AGE: groups(
            (band(max(0, year - born)) if born else UNKNOWN for born, _area in people),
            population[Category.AGE],
        ),
        Category.AREA: groups((area.strip() or UNKNOWN for _born, area in people), population[Category.AREA]),
    }


def _network(rows: Rows) -> Any:
    """Year of birth and area of everybody who is active in the network."""
    network = Consent.objects.in_force().filter(
        representative=OuterRef("pk"), purpose=Consent.Purpose.NETWORK
    )
    found = Representative.objects.filter(
        Exists(network),
        municipality=rows.municipality,
        merged_into=None,
        state=Representative.State.ACTIVE,
    )
    return found.order_by("pk").values_list("birth_year", "area")


def groups(values: Iterable[str], population: Mapping[str, int]) -> dict[str, Any]:
    """[value, how many of the network (None: hidden), how many people], and the sum of those who gave the value.

    Who gave a value that the statistics do not have, or none, is left out and never told of as a group. What is
    shown cannot be subtracted to find from one to four: neither from the sum, nor from everybody in the network.
    """
    counts = Counter(value if value in population else UNKNOWN for value in values)
    given = sum(counts[value] for value in population)
    # Everybody, of whom those who gave the value are a part, of whom each group is a part.
    numbers: dict[tuple[str, ...], int] = {(WHOLE,): given + counts[UNKNOWN], (KEY,): given}
    numbers |= {(KEY, value): counts[value] for value in population}
    parents: dict[tuple[str, ...], tuple[str, ...]] = {(KEY, value): (KEY,) for value in population}
    parents[KEY,] = (WHOLE,)
    shown = shown_nodes(numbers, parents)
    return {
        "people": in_fives(given) if (KEY,) in shown else None,
        "is_empty": not given,
        "groups": [
            [value, in_fives(counts[value]) if (KEY, value) in shown else None, people]
            for value, people in population.items()
        ],
    }


def drawn(kept: dict[str, Any]) -> list[Picture]:
    return [_drawn(category, kept[category]) for category in TOLD]


def _drawn(category: str, kept: dict[str, Any]) -> Picture:
    is_age = category == Category.AGE
    title = _("The network by age") if is_age else _("The network by area")
    key = f"{KEY}-{category}"
    if not sum(people for *_group, people in kept["groups"]):
        why = _("There is no table of the population to compare with.")
        read = _(
            "Read it in under “Numbers of the population”, from Statistics Norway, and the next report shows it."
        )
        return absent(key, title, why, read)
    if kept["is_empty"]:
        why = _("Nobody in the network has given it.")
        return absent(key, title, why, _("It is voluntary, and asked for on the page of each person."))
    ordered = sorted(kept["groups"], key=lambda one: (int(one[0]) if is_age else 0, one[0]))
    if kept["people"] is None or all(count is None for _value, count, _people in ordered):
        return hidden(key, title)
    bars = [
        Bar(band_label(value) if is_age else value, (count, expected), value)
        for (value, count, _people), expected in zip(ordered, alike(kept), strict=True)
    ]

    def draw(*, narrow: bool) -> Chart:
        return bar_chart(
            bars,
            series=(_("In the network"), _("If it were like the population")),
            title=title,
            id_prefix=prefix_of(key),
            takeaway=takeaway(bars),
            narrow=narrow,
        )

    return picture(key, draw, note=_("Counted in fives; groups under five are hidden. Gender is not kept."))


def alike(kept: dict[str, Any]) -> list[int]:
    """How many of each group there would be if the network were like the population, in the order of the drawing."""
    rows = kept["groups"]
    ordered = sorted(rows, key=lambda one: (int(one[0]) if one[0].isdecimal() else 0, one[0]))
    everyone = sum(people for *_group, people in rows)
    return [round((kept["people"] or 0) * people / everyone) for *_group, people in ordered]


def takeaway(bars: list[Bar]) -> str:
    """Which group is furthest below what the population would give, if any is clearly so."""
    gaps = [((row.values[1] or 0) - row.values[0], row) for row in bars if row.values[0] is not None]
    gap, row = max(gaps, key=lambda one: one[0])
    if gap < 5:
        return _("No group that is shown is far from its part of the population.")
    return _("Fewest against the population: %(group)s, about %(count)s where it would be %(expected)s.") % {
        "group": row.label,
        "count": number(row.values[0] or 0),
        "expected": number(row.values[1] or 0),
    }
