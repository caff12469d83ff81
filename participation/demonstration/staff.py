"""Units, accounts and professionals of Nordvik. Everyone is invented."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.accounts import services as accounts
from config.core.organisations import services as organisations
from config.core.organisations.models import Role
from config.core.rows import new_public_id
from participation.demonstration.course import BEFORE, Year, told
from participation.engagement import services as engagement

UNITS: dict[str, tuple[str, ...]] = {
    "Helse og omsorg": (
        "Hjemmetjenesten sentrum",
        "Hjemmetjenesten nord",
        "Nordvik sykehjem",
        "Fysio- og ergoterapi",
        "Frisklivssentralen",
    ),
    "Helse og mestring": (
        "Psykisk helse og rus",
        "Helsestasjonen",
        "Fastlegene i Nordvik",
        "Legevakta",
        "Tildelingskontoret",
    ),
}

# Those whom a visitor can sign in as: key, role, name, unit.
ACCOUNTS: tuple[tuple[str, Role, str, str], ...] = (
    ("marte", Role.FACILITATOR, "Marte Solheim", ""),
    ("jonas", Role.PROFESSIONAL, "Jonas Berg Haugen", ""),
    ("hege", Role.UNIT_MANAGER, "Hege Lunde", "Hjemmetjenesten sentrum"),
    ("torstein", Role.SENIOR_MANAGER, "Torstein Aune", ""),
    ("ida", Role.ADMINISTRATOR, "Ida Nystad", ""),
)


def begin(year: Year) -> None:
    """The municipality's units and accounts, before anything else happens."""
    at = year.moment(-BEFORE)
    for top, below in UNITS.items():
        year.units[top] = organisations.create_unit(municipality=year.municipality, name=top, at=at, by=None)
        for name in below:
            year.units[name] = organisations.create_unit(
                municipality=year.municipality, name=name, at=at, by=None, parent=year.units[top]
            )
    for key, role, name, unit in ACCOUNTS:
        membership = accounts.give_role(
            municipality=year.municipality,
            email=f"{key}@demo.example.org",
            role=role,
            by=None,
            at=at,
            name=name,
            unit=year.units.get(unit),
        )
        year.users[key] = membership.user
    year.facilitator = year.users["marte"]


def plan(year: Year) -> None:
    """Professionals, as the facilitator comes to know them. At a small scale those of the chosen projects' units."""
    rows = told("professionals")
    if len(year.scale.projects) < len(told("order")):
        wanted = {told(f"projects/{key}")["unit"] for key in year.scale.projects}
        rows = [row for row in rows if row["unit"] in wanted]
    for row in rows:
        year.plan(year.moment(row["day"], 10), partial(_join, year, row))
        for fact in row["facts"]:
            act = _gathers if _is_gathered(row, fact) else partial(_record, year, row["key"], fact)
            year.plan(year.moment(fact["day"], 17), act)


def _is_gathered(row: dict[str, Any], fact: dict[str, Any]) -> bool:
    """Whether the product knows it without anybody writing: what project leaders hosted, and answered in time."""
    return row["account"] == "professional" and fact["kind"] in ("hosted", "answered")


def _gathers(at: datetime) -> None:
    """One id is drawn and left: as many as when it was written down by hand."""
    new_public_id()


def _join(year: Year, row: dict[str, Any], at: datetime) -> None:
    user = year.users.get(row["key"])
    email = user.email if user else f"{_plain(row['name'])}@nordvik.example.org"
    if row["account"] == "professional" and user is None:
        membership = accounts.give_role(
            municipality=year.municipality,
            email=email,
            role=Role.PROFESSIONAL,
            by=year.users["ida"],
            at=at,
            name=row["name"],
        )
        year.users[row["key"]] = membership.user
    year.professionals[row["key"]] = engagement.create_professional(
        municipality=year.municipality,
        unit=year.units[row["unit"]],
        name=row["name"],
        job=row["job"],
        email=email,
        by=year.facilitator,
        at=at,
    )


def _record(year: Year, key: str, fact: dict[str, Any], at: datetime) -> None:
    engagement.record_fact(
        professional=year.professionals[key],
        kind=fact["kind"],
        happened_on=timezone.localdate(at),
        text=fact["text"],
        by=year.facilitator,
        at=at,
    )


def _plain(name: str) -> str:
    return name.lower().translate(str.maketrans("øåæ ", "oaa."))
