"""Each person of the list to one of three: new, an update of somebody known, or doubtful."""

from collections.abc import Sequence

from representatives.duplicates.likeness import BirthYear, Index, Likeness, Signal, Traits
from representatives.duplicates.names import name_tokens
from representatives.spreadsheets.people import KnownPerson, PersonRow, PossibleDuplicate, Update
from representatives.spreadsheets.reasons import IN_FILE, IN_REGISTRY, sentence

Sorted = tuple[tuple[PersonRow, ...], tuple[Update, ...], tuple[PossibleDuplicate, ...]]


def sort_out(people: Sequence[tuple[PersonRow, BirthYear | None]], known: Sequence[KnownPerson]) -> Sorted:
    """Sort the people, each with the year of birth in the list, which is compared even where it is held back.

    Of two like rows the first stays and the later one is doubtful. A row is an update of one known person at
    most, and no known person is updated twice.
    """
    registry, file = Index(map(_known, known)), Index()
    new: list[PersonRow] = []
    updated: list[Update] = []
    doubtful: list[PossibleDuplicate] = []
    taken: set[str] = set()
    for person, born in people:
        traits = _traits(person, born)
        inside, outside = file.like(traits), registry.like(traits)
        file.add(traits)
        match = _certain(outside)
        if inside:
            row = int(inside[0].other.handle)
            doubtful.append(
                PossibleDuplicate(person, sentence(IN_FILE[inside[0].signal], row=row), of_row=row)
            )
        elif match is not None and match not in taken:
            taken.add(match)
            updated.append(Update(person, match))
        elif outside:
            keys = tuple(str(each.other.handle) for each in outside)
            doubtful.append(PossibleDuplicate(person, sentence(IN_REGISTRY[outside[0].signal]), known=keys))
        else:
            new.append(person)
    return tuple(new), tuple(updated), tuple(doubtful)


def _certain(outside: Sequence[Likeness]) -> str | None:
    """The one known person that the row certainly is: by e-mail and name first, then by telephone and
    name.
    """
    for signal in (Signal.SAME_EMAIL_AND_NAME, Signal.SAME_PHONE_AND_NAME):
        keys = [str(each.other.handle) for each in outside if each.certain and each.signal is signal]
        if keys:
            return keys[0] if len(keys) == 1 else None
    return None


def _traits(person: PersonRow, born: BirthYear | None) -> Traits:
    return Traits(
        handle=person.row,
        tokens=name_tokens(person.name),
        given=person.given_name.split(" ")[0].casefold(),
        email=person.email.casefold() if person.email else None,
        phone=person.phone,
        birth_year=born,
    )


def _known(person: KnownPerson) -> Traits:
    return Traits(
        handle=person.key,
        tokens=name_tokens(person.name),
        given=person.name.split(" ")[0].casefold(),
        email=person.email.casefold() if person.email else None,
        phone=person.phone,
        birth_year=BirthYear(person.birth_year) if person.birth_year else None,
    )
