"""A draw that is done, with its quota and its people, and a line of the population."""

from datetime import datetime
from typing import Any

from projects.models import Panel, PanelMember, PanelQuota, PopulationShare


def add_panel(town: Any, by: Any, at: datetime) -> None:
    """A draw that is done, and the numbers of the population."""
    common: dict[str, Any] = {"municipality": town.municipality}
    panel = Panel.objects.create(
        request=town.rows["request"],
        seats=1,
        state="drawn",
        created_at=at,
        seed="seed",
        published_at=at,
        drawn_at=at,
        by=by,
        ticket=1,
        lottery={
            "types": [[0]],
            "people": [[1, 2]],
            "panels": [[[0, 1]]],
            "tickets": [1_000_000_000],
            "drawn": [1],
        },
        certificate={"smallest": 0.5, "bound": 0.5, "shortfall": 0.0, "is_proven": True, "costs": []},
        **common,
    )
    town.keep("panel", panel)
    trait = {"category": "area", "value": town.text("bydel", 80)}
    PanelQuota.objects.create(panel=panel, label=trait["value"], minimum=0, maximum=1, **trait, **common)
    for number, (key, standing) in enumerate(
        (("representative", "drawn"), ("candidate", "in_draw")), start=1
    ):
        PanelMember.objects.create(
            panel=panel,
            representative=town.rows[key],
            number=number,
            standing=standing,
            traits=[list(trait.values())],
            chance=0.5,
            frozen_at=at,
            **common,
        )
    _add_population(town, at)


def _add_population(town: Any, at: datetime) -> None:
    """An area of the statistics, which nobody has given as their own."""
    share: dict[str, Any] = {"category": "area", "value": town.text("krets", 80), "people": 900, "at": at}
    row = PopulationShare.objects.create(municipality=town.municipality, **share)
    town.keep("population_share", row)
