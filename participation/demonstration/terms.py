"""Nordvik's own words: terms that were added, renamed, retired and merged, and the people who have them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from participation.demonstration.apart import apart
from participation.demonstration.course import Year, told
from representatives.catalogue import endings, services
from representatives.catalogue.models import Term
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.models import EXPERIENCE_KINDS, Representative

Act = Callable[[datetime], None]


@dataclass
class _Made:
    """The terms laid so far, by the keys of the fiction."""

    terms: dict[str, Term] = field(default_factory=dict)


def plan(year: Year) -> None:
    """Each step of the story on its day, apart."""
    own, made, story = apart("terms"), _Made(), told("terms")
    steps = (
        ("added", _add),
        ("renamed", _rename),
        ("retired", _retire),
        ("merged", _merge),
        ("words", _word),
    )
    for name, act in steps:
        for row in story[name]:
            year.plan(year.moment(row["day"], 14), own(partial(act, year, made, row)))


def _add(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    common: dict[str, Any] = {"by": year.facilitator, "at": at}
    parent = _shared(row["parent"], row["kind"]) if "parent" in row else None
    term = made.terms[row["key"]] = services.add(
        municipality=year.municipality,
        kind=row["kind"],
        names=_names(row),
        parent=parent,
        synonyms=row["words"],
        **common,
    )
    for person in _people(year, -row["day"])[: row["people"]]:
        if row["kind"] in EXPERIENCE_KINDS:
            consents.keep_experience(
                representative=person, term=term, relation=row["relation"], level=2, **common
            )
        else:
            registry.keep_skill(representative=person, term=term, level=3, **common)


def _people(year: Year, turn: int) -> list[Representative]:
    """Those who let their experience be kept, in an order that differs from term to term."""
    willing = Consent.objects.in_force().filter(purpose=Consent.Purpose.EXPERIENCE)
    people = (
        Representative.objects.of(year.municipality)
        .active()
        .filter(pk__in=willing.order_by().values("representative"))
    )
    rows = list(people.order_by("pk"))
    start = turn % len(rows) if rows else 0
    return rows[start:] + rows[:start]


def _rename(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    services.rename(term=made.terms[row["key"]], names=_names(row), by=year.facilitator, at=at)


def _retire(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    endings.retire(term=made.terms[row["key"]], by=year.facilitator, at=at)


def _merge(year: Year, made: _Made, row: dict[str, Any], at: datetime) -> None:
    term = made.terms[row["key"]]
    endings.merge(term=term, into=_shared(row["into"], term.kind), by=year.facilitator, at=at)


def _word(year: Year, _made: _Made, row: dict[str, Any], at: datetime) -> None:
    term = _shared(row["term"], row["kind"])
    services.add_synonym(
        term=term, text=row["text"], municipality=year.municipality, by=year.facilitator, at=at
    )


def _names(row: dict[str, Any]) -> dict[str, str]:
    return {f"name_{language}": row[language] for language in ("nb", "nn", "en")}


def _shared(key: str, kind: str) -> Term:
    return Term.objects.get(municipality=None, kind=kind, key=key)
