"""Who may be one person, what a merge would do, and what has been written since one was done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from config.core.privacy.fields import lookup
from representatives.consent.models import RESTS_ON, Consent
from representatives.duplicates import moving, snapshots
from representatives.duplicates.fields import Side, rest_after, side_by_side
from representatives.duplicates.likeness import BirthYear, Index, Likeness, Traits, compare
from representatives.duplicates.models import Merge, NotSame
from representatives.duplicates.names import name_tokens
from representatives.duplicates.standing import Standing, in_force_after
from representatives.duplicates.wording import reason_of, rows_in_words
from representatives.registry.entry import Alike
from representatives.registry.models import ProfileTerm, Representative
from representatives.registry.querysets import RepresentativeQuerySet

# Rows compared for one person on entry, and pairs shown on the page: bounds, not rules.
MOST_COMPARED = 200
MOST_PAIRS = 200
_COMPARED = ("pk", "given_name", "family_name", "email_index", "phone_index", "birth_year")


@dataclass(frozen=True)
class Pair:
    """Two profiles that may be one person, the older first, and why."""

    one: Representative
    other: Representative
    reason: str
    is_certain: bool


def alike(municipality: Any, profile: Mapping[str, Any]) -> list[Alike]:
    """Everybody in the municipality who may be the one in `profile` (fields as a form has cleaned them)."""
    indexes = {
        name: lookup(Representative, name, profile.get(name.removesuffix("_index")) or "", municipality.pk)[
            name
        ]
        for name in ("email_index", "phone_index")
    }
    name = (profile.get("given_name") or "", profile.get("family_name") or "")
    one = _traits((0, *name, *indexes.values(), profile.get("birth_year")))
    found = sorted(_compared(one, municipality), key=lambda each: (not each.certain, each.other.handle))
    people = Representative.objects.in_bulk([each.other.handle for each in found])
    return [Alike(people[int(each.other.handle)], reason_of(each.signal)) for each in found]


def _compared(one: Traits, municipality: Any) -> list[Likeness]:
    """Likeness with those who share a hash, a year of birth, or the whole name: never with everybody."""
    people = Representative.objects.in_registry().of(municipality)
    blocks = [
        Q(**{f"{name}_index": value}) for name, value in (("email", one.email), ("phone", one.phone)) if value
    ]
    if one.birth_year:
        blocks.append(Q(birth_year=one.birth_year.year))
    whole_name = Q()
    for token in one.tokens:
        whole_name &= Q(search_text__contains=token)
    if one.tokens:
        blocks.append(whole_name)
    rows: dict[int, Any] = {}
    for block in blocks:
        found = people.filter(block).order_by("pk").values_list(*_COMPARED)[:MOST_COMPARED]
        rows |= {row[0]: row for row in found}
    likenesses = (compare(one, _traits(row)) for row in rows.values())
    return [each for each in likenesses if each]


def pairs(*, user: Any, municipality: Any) -> list[Pair]:
    """Profiles of a municipality that may be one person, the surest first; not those that somebody has said are two.

    Work grows with the number of people: each is compared within blocks of bounded size alone. At most MOST_PAIRS.
    """
    people = Representative.objects.visible_to(user).of(municipality)
    apart = set(NotSame.objects.of(municipality).values_list("representative", "other"))
    index, found = Index(), list[tuple[Likeness, int, int]]()
    rows = people.order_by("pk").values_list(*_COMPARED)
    for row in rows.iterator(chunk_size=2000):
        one = _traits(row)
        for each in index.like(one):
            pair = (int(each.other.handle), int(one.handle))
            if pair not in apart:
                found.append((each, *pair))
        index.add(one)
    found.sort(key=lambda each: (not each[0].certain, each[1], each[2]))
    return _with_people(found[:MOST_PAIRS], people)


def _with_people(found: Iterable[tuple[Likeness, int, int]], people: RepresentativeQuerySet) -> list[Pair]:
    shown = list(found)
    ids = {pk for _each, *pair in shown for pk in pair}
    rows = {row.pk: row for row in people.filter(pk__in=ids).select_related("municipality").order_by("pk")}
    return [
        Pair(rows[one], rows[other], reason_of(each.signal), each.certain)
        for each, one, other in shown
        if one in rows and other in rows
    ]


def _traits(row: Any) -> Traits:
    pk, given, family, email, phone, birth_year = row
    return Traits(
        handle=pk,
        tokens=name_tokens(f"{given} {family}"),
        given=given.split(" ")[0].casefold(),
        email=email or None,
        phone=phone or None,
        birth_year=BirthYear(birth_year) if birth_year else None,
    )


def in_force(person: Representative) -> set[str]:
    """Purposes to which the person's yes is in force."""
    return set(Consent.objects.in_force().filter(representative=person).values_list("purpose", flat=True))


def standings(person: Representative) -> dict[str, Standing]:
    """Where a profile stands on every purpose that it was ever asked about."""
    asked = Consent.objects.filter(representative=person).order_by().values_list("purpose", flat=True)
    holding = in_force(person)
    return {
        purpose: Standing.IN_FORCE if purpose in holding else Standing.TAKEN_BACK for purpose in set(asked)
    }


def purposes_after(stays: Representative, goes: Representative) -> frozenset[str]:
    """Purposes that are in force after a merge: the narrower of the two."""
    return in_force_after(standings(stays), standings(goes), rests_on=RESTS_ON)


@dataclass(frozen=True)
class Fallen:
    """One purpose, and whether it holds after the merge."""

    label: str
    stays: bool
    goes: bool
    holds: bool


@dataclass(frozen=True)
class Preview:
    """What a merge would do, before it is done."""

    sides: list[Side]
    state: str
    purposes: list[Fallen]
    terms_lost: int
    moved: list[str]
    left: list[str]
    has_two_accounts: bool


def preview(
    *, stays: Representative, goes: Representative, choices: Mapping[str, str] | None = None
) -> Preview:
    """What merging the two would do: field by field, consent by consent, and which rows move. Changes nothing."""
    holds = purposes_after(stays, goes)
    one, other = in_force(stays), in_force(goes)
    purposes = [
        Fallen(str(label), purpose in one, purpose in other, purpose in holds)
        for purpose, label in Consent.Purpose.choices
        if purpose in one | other
    ]
    lost = 0
    if Consent.Purpose.EXPERIENCE not in holds:
        lost = ProfileTerm.objects.filter(representative__in=(stays, goes)).experience().count()
    moved, left = moving.tried(stays=stays, goes=goes)
    state, _until = rest_after(stays, goes)
    return Preview(
        sides=side_by_side(stays, goes, choices),
        state=str(Representative.State(state).label),
        purposes=purposes,
        terms_lost=lost,
        moved=rows_in_words(moved),
        left=rows_in_words(left),
        has_two_accounts=bool(stays.user_id and goes.user_id),
    )


def merges(*, user: Any, municipality: Any) -> Any:
    """Merges of a municipality that have not been undone, newest first."""
    rows = Merge.objects.visible_to(user).filter(municipality=municipality, undone_at=None)
    return rows.select_related("representative", "gone", "merged_by")


def undoable(*, user: Any, municipality: Any, at: datetime) -> list[Merge]:
    """Merges whose thirty days are not over at a moment."""
    rows = merges(user=user, municipality=municipality).filter(undo_until__gte=at)
    return list(rows.exclude(before="").defer("before"))


def written_since(stays: Representative, before: Mapping[str, Any]) -> str:
    """What stands in the way of undoing a merge, as a sentence; empty when nothing has been written since."""
    then, now = before["stays_after"]["fields"], snapshots.row_of(stays)["fields"]
    fields = [name for name in now if name in then and now[name] != then[name]]
    keys, rows = before["keys"], snapshots.keys(stays)
    written = Counter[str]()
    for key in {*keys, *rows}:
        label = apps.get_model(key.rpartition(".")[0])._meta.label
        written[label] += len(set(keys.get(key, [])) ^ set(rows.get(key, [])))
    named = [str(Representative._meta.get_field(name).verbose_name) for name in fields]  # type: ignore[union-attr]  # a column
    named += rows_in_words(+written)
    if not named:
        return ""
    return _(
        "Something has been written on the profile since the merge (%(what)s), and nobody can know on which of the two "
        "it belongs. Mend the profile by hand instead."
    ) % {"what": ", ".join(dict.fromkeys(named))}
