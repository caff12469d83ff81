"""Rows of a list that are people who were erased: an old list must not bring anybody back."""

from dataclasses import replace
from typing import Any

from representatives.erasure.queries import Erased
from representatives.spreadsheets.people import PersonRow, RefusedRow
from representatives.spreadsheets.plan import ImportPlan
from representatives.spreadsheets.reasons import NO_PERSON, NoPerson, sentence


def without_erased(plan: ImportPlan, municipality: Any) -> ImportPlan:
    """The plan with those who were erased among the refused rows, each with the sentence that says what opens the
    way.
    """
    erased = Erased(municipality)
    back = {person.row for person in plan.people if _is_erased(person, erased)}
    if not back:
        return plan
    why = sentence(NO_PERSON[NoPerson.ERASED])
    refused = [*plan.refused, *(RefusedRow(row, NoPerson.ERASED.value, why) for row in back)]
    return replace(
        plan,
        new=tuple(person for person in plan.new if person.row not in back),
        updated=tuple(each for each in plan.updated if each.person.row not in back),
        possible_duplicates=tuple(each for each in plan.possible_duplicates if each.person.row not in back),
        refused=tuple(sorted(refused, key=lambda each: each.row)),
        held_back=tuple(held for held in plan.held_back if held.row not in back),
    )


def _is_erased(person: PersonRow, erased: Erased) -> bool:
    found = erased.find(
        email=person.email or "",
        phone=person.phone or "",
        name=person.name,
        birth_year=person.birth_year.year if person.birth_year else None,
    )
    return found is not None
