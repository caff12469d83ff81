"""The duties that a report shows evidence for. Pure: judged from the report's own figures.

Sources: helse- og omsorgstjenesteloven § 3-10; forskrift om ledelse og kvalitetsforbedring § 7 first paragraph e. What
is not counted here (cooperation with user organisations, the individual's right to take part) is said so in the method.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Values = Mapping[str, float]
MET, PARTLY, UNMET = "met", "partly", "unmet"


@dataclass(frozen=True)
class Duty:
    """One duty in own words, where it stands, the figures that show it, and the rule that judges them."""

    key: str
    name: Any
    rule: str
    evidence: tuple[str, ...]
    criterion: Any
    judge: Callable[[Values], str]


def _heard(values: Values) -> str:
    if not values["said"]:
        return UNMET
    return MET if 2 * values["units_with_involvement"] >= values["units"] else PARTLY


def _collected(values: Values) -> str:
    if not values["said"]:
        return UNMET
    return MET if values["overdue"] == 0 else PARTLY


def _used(values: Values) -> str:
    if not values["said"]:
        return UNMET
    return MET if values["changed"] and values["decided"] else PARTLY


def _involved(values: Values) -> str:
    if not values["projects_with_involvement"]:
        return UNMET
    return MET if 2 * values["projects_with_involvement"] >= values["projects"] else PARTLY


DUTIES = (
    Duty(
        "heard",
        _("Representatives are heard when services are shaped"),
        "hol. § 3-10",
        ("meetings", "said", "units_with_involvement"),
        _("Covered when something was said, and half of the units or more had involvement."),
        _heard,
    ),
    Duty(
        "collected",
        _("There is a system that collects experiences and views"),
        "hol. § 3-10",
        ("said", "answered", "overdue"),
        _("Covered when something was said, and no answer is overdue."),
        _collected,
    ),
    Duty(
        "used",
        _("Experiences are obtained and used"),
        "kvalitetsforskriften § 7 e",
        ("said", "decided", "changed"),
        _("Covered when something said has led to a decision and a change."),
        _used,
    ),
    Duty(
        "involved",
        _("Representatives take an active part in improvement"),
        "kvalitetsforskriften § 7 e",
        ("projects_with_involvement", "projects"),
        _("Covered when half of the projects or more had involvement."),
        _involved,
    ),
)
BY_KEY = {duty.key: duty for duty in DUTIES}


def judged(values: Values) -> list[dict[str, Any]]:
    """Each duty's key and state, for the snapshot."""
    return [{"key": duty.key, "state": duty.judge(values)} for duty in DUTIES]
