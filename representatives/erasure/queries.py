"""Whether somebody was erased, and what an erasure would do."""

from dataclasses import dataclass
from typing import Any

from config.core.accounts.models import canonical_email
from config.core.privacy import crypto, reach
from representatives.erasure.models import Erasure
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Marks:
    """The keyed hashes by which a person is known again; empty where there is nothing to know by."""

    email_index: str
    phone_index: str
    name_index: str


def marks(*, municipality: Any, email: str, phone: str, name: str, birth_year: int | None) -> Marks:
    """The hashes of what is known of a person. A name alone is no mark: namesakes are many."""
    place = f"{getattr(municipality, 'pk', municipality)}|erasure"
    named = f"{' '.join(name.casefold().split())}|{birth_year}" if name.strip() and birth_year else ""
    return Marks(
        email_index=crypto.blind_index(canonical_email(email), f"{place}|email"),
        phone_index=crypto.blind_index(phone, f"{place}|phone"),
        name_index=crypto.blind_index(named, f"{place}|name"),
    )


class Erased:
    """Those who are erased in one municipality and have not said a new word: asked once for a whole list."""

    def __init__(self, municipality: Any) -> None:
        self.municipality = municipality
        self.by_mark: dict[tuple[str, str], Erasure] = {}
        for erasure in Erasure.objects.filter(municipality=municipality, lifted_at=None):
            for kind in ("email_index", "phone_index", "name_index"):
                if mark := getattr(erasure, kind):
                    self.by_mark[kind, mark] = erasure

    def find(
        self, *, email: str = "", phone: str = "", name: str = "", birth_year: int | None = None
    ) -> Erasure | None:
        """The erasure of this person, by e-mail, by phone, or by name and year of birth together."""
        if not self.by_mark:
            return None
        known = marks(
            municipality=self.municipality, email=email, phone=phone, name=name, birth_year=birth_year
        )
        found = (self.by_mark.get((kind, mark)) for kind, mark in vars(known).items() if mark)
        return next((erasure for erasure in found if erasure), None)


def was_erased(
    *, municipality: Any, email: str = "", phone: str = "", name: str = "", birth_year: int | None = None
) -> Erasure | None:
    """The erasure that stands against taking this person in without a new word, or None."""
    return Erased(municipality).find(email=email, phone=phone, name=name, birth_year=birth_year)


@dataclass(frozen=True)
class Part:
    """Rows of one kind, and what becomes of them."""

    label: str
    count: int


def preview(representative: Representative) -> dict[str, list[Part]]:
    """How many rows of each kind an erasure deletes, empties of words, and leaves; kinds without rows are left out."""
    parts: dict[str, list[Part]] = {reach.DELETE: [], reach.BLANK: [], reach.STAY: []}
    for model, rows in reach.rows_about(representative):
        count = rows.count()
        if count:
            parts[reach.rule_of(model)].append(Part(reach.name_of(model), count))
    return parts
