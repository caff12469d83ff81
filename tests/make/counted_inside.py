"""Of a town drawn by a seed: asks, readiness, reflections, and the steps of units and roles."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from config.core.organisations.models import Unit
from participation.models import (
    Ask,
    AskFollowed,
    Readiness,
    ReadinessStep,
    Reflection,
    RoleStep,
    UnitStep,
    WorkRole,
)
from projects.models import Project


class Inside:
    """What the organisation does with itself."""

    draw: Random
    common: dict[str, Any]
    units: list[Unit]
    day: Callable[..., date]
    at: Callable[[date], datetime]
    chance: Callable[[float], bool]

    def inside(self) -> None:
        """What the organisation does with itself, in each unit."""
        for unit in self.units:
            day = self.day()
            self.ask(unit if self.chance(0.7) else None, day)
            ready = Readiness.objects.create(unit=unit, held_on=day, at=self.at(day), **self.common)
            ReadinessStep.objects.create(
                readiness=ready,
                question="time",
                text="Sett av tid",
                due_on=self.day(),
                owner="unit_manager",
                done_at=self.at(day) if self.chance(0.5) else None,
                at=self.at(day),
                **self.common,
            )
            steps = {"step": self.draw.randint(0, 4), "wanted": 3, "basis": "Møte", "set_on": day}
            UnitStep.objects.create(unit=unit, at=self.at(day), **steps, **self.common)
            role = WorkRole.objects.create(
                unit=unit,
                name="Lagledere",
                held_by=self.draw.randint(1, 5),
                created_at=self.at(day),
                **self.common,
            )
            if role.held_by > 1:
                RoleStep.objects.create(role=role, at=self.at(day), **steps, **self.common)
        for project in Project.objects.filter(**self.common).order_by("pk"):
            day = self.day()
            Reflection.objects.create(
                project=project,
                went_well="Alle kom til orde.",
                is_together=self.chance(0.5),
                held_on=day,
                at=self.at(day),
                **self.common,
            )

    def ask(self, unit: Unit | None, day: date) -> None:
        state = self.draw.choice(Ask.State.values)
        made = Ask.objects.create(
            unit=unit,
            title="Tid",
            need="Det haster.",
            decide_by=day,
            state=state,
            answered_at=None if state == "asked" else self.at(day + timedelta(days=5)),
            created_at=self.at(day),
            **self.common,
        )
        if state == "granted" and self.chance(0.5):
            AskFollowed.objects.create(
                ask=made, text="Tid ble satt av", happened_on=day, at=self.at(day), **self.common
            )
