"""Who may be the same person: in the registry, on entry, and in a list that is imported.

The same telephone alone says nothing: households share one. Signals are the same e-mail, the same telephone
with nearly the same name, nearly the same name with the same year of birth, and the same name with nothing
that tells the two apart. Facts that contradict weigh against: two people of one name with different years of
birth and different e-mail addresses are two people, even behind one telephone.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from representatives.duplicates.names import similar_tokens

MOST_COMPARED = 30
"""People of one bucket compared by likeness; keeps a hostile list of equal rows from taking quadratic
time.
"""


class Signal(StrEnum):
    """What makes two look like one person."""

    SAME_EMAIL = "same_email"
    SAME_EMAIL_AND_NAME = "same_email_and_name"
    SAME_PHONE_AND_NAME = "same_phone_and_name"
    SAME_NAME_AND_BIRTH_YEAR = "same_name_and_birth_year"
    SAME_PHONE_AND_BIRTH_YEAR = "same_phone_and_birth_year"
    SAME_NAME_ONLY = "same_name_only"


@dataclass(frozen=True, slots=True)
class BirthYear:
    """A year of birth; `approximate` when it was worked out from an age and may be a year too late."""

    year: int
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a person. `handle` is a row number or a registry key.

    E-mail without case and telephone, or their blind indexes: they are compared with each other alone.
    """

    handle: int | str
    tokens: tuple[str, ...]
    given: str
    email: str | None
    phone: str | None
    birth_year: BirthYear | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two people look like one, and why."""

    other: Traits
    signal: Signal
    certain: bool


def _years(one: BirthYear | None, other: BirthYear | None) -> bool | None:
    """Whether two years of birth agree; None when one is missing. An age may be a year off."""
    if one is None or other is None:
        return None
    return 0 <= abs(one.year - other.year) <= int(one.approximate) + int(other.approximate)


def _agree(one: Hashable, other: Hashable) -> bool | None:
    return None if one is None or other is None else one == other


def compare(one: Traits, other: Traits) -> Likeness | None:
    """The strongest signal that two are one person, or None. `certain` where mail or telephone and
    name agree.
    """
    email, phone = _agree(one.email, other.email), _agree(one.phone, other.phone)
    years = _years(one.birth_year, other.birth_year)
    two_people = years is False and email is False
    if two_people or (years is not True and not email and not phone and one.tokens != other.tokens):
        return None
    same, similar = one.tokens == other.tokens and bool(one.tokens), similar_tokens(one.tokens, other.tokens)
    if email:
        signal = Signal.SAME_EMAIL_AND_NAME if similar else Signal.SAME_EMAIL
        return Likeness(other, signal, certain=same and years is not False)
    if phone and similar:
        return Likeness(
            other, Signal.SAME_PHONE_AND_NAME, certain=same and years is not False and email is not False
        )
    if years and (same or (similar and not (email is False and phone is False))):
        return Likeness(other, Signal.SAME_NAME_AND_BIRTH_YEAR, certain=False)
    if years and phone and one.given == other.given:
        return Likeness(other, Signal.SAME_PHONE_AND_BIRTH_YEAR, certain=False)
    if same and False not in (email, phone, years):
        return Likeness(other, Signal.SAME_NAME_ONLY, certain=False)
    return None


class Index:
    """People by the traits they could share, so that a row is compared with few others."""

    def __init__(self, people: Iterable[Traits] = ()) -> None:
        self._buckets: dict[tuple[object, ...], list[Traits]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Traits) -> None:
        """Take a person in."""
        for key in self._keys(person):
            bucket = self._buckets[key]
            if len(bucket) < MOST_COMPARED:
                bucket.append(person)

    def _keys(self, person: Traits) -> Iterator[tuple[object, ...]]:
        if person.email:
            yield ("email", person.email)
        yield ("name", person.tokens)
        if person.phone:
            yield ("phone", person.phone)
        if person.birth_year:
            # An age may be a year off to either side: it is kept, and looked for, under three years.
            near = int(person.birth_year.approximate)
            for year in range(person.birth_year.year - near, person.birth_year.year + near + 1):
                for token in person.tokens:
                    yield ("year", year, token)

    def like(self, person: Traits) -> list[Likeness]:
        """Everybody who looks like the person, certain ones and the strongest signals first."""
        seen: set[int | str] = set()
        found: list[Likeness] = []
        for key in self._keys(person):
            for other in self._buckets.get(key, ()):
                if other.handle in seen:
                    continue
                seen.add(other.handle)
                likeness = compare(person, other)
                if likeness:
                    found.append(likeness)
        order = list(Signal)
        strength = {Signal.SAME_EMAIL_AND_NAME: -1}
        found.sort(key=lambda each: (not each.certain, strength.get(each.signal, order.index(each.signal))))
        return found
