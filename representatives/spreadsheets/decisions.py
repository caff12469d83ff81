"""What a draft keeps of a plan: the people as they may be stored, and the questions still open. Plain JSON, no Django.

Held-back words, refused columns and refused rows are not in it: they are shown once and forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from representatives.spreadsheets.corrected import corrections
from representatives.spreadsheets.output import as_json, person_as_json
from representatives.spreadsheets.plan import ImportPlan

SKIP, NEW, UPDATE = "skip", "new", "update"
EVERY = "all"


@dataclass(frozen=True)
class Decisions:
    """What a person decided on the preview.

    `terms` maps (field, word in lower case) to a catalogue key, or to "" to leave the word out; `rows` maps the row
    of a possible duplicate to SKIP, NEW, or `update:<public id>`. `fields` maps the row of somebody we know to the
    fields that are taken from the list although something else is kept, or to EVERY of them; `all_fields` says so
    for everyone.
    """

    terms: dict[tuple[str, str], str]
    rows: dict[int, str]
    fields: Mapping[int, frozenset[str]] = field(default_factory=dict)
    all_fields: bool = False


def content_of(plan: ImportPlan) -> dict[str, Any]:
    """The part of a plan that waits for confirmation."""
    shown = as_json(plan)
    people = [{**person, "action": NEW} for person in shown["new"]]
    people += [{**person, "action": f"{UPDATE}:{person.pop('known')}"} for person in shown["updated"]]
    kept: dict[int, dict[str, str]] = {}
    for each in plan.differences:
        kept.setdefault(each.row, {})[each.field] = each.kept
    people = [
        {**person, "kept": kept[person["row"]]} if person["row"] in kept else person for person in people
    ]
    for person in shown["possible_duplicates"]:
        people.append({**person, "action": SKIP, "reason": "", "asked": True})
    unmapped = [
        {
            "text": term["text"],
            "field": term["field"],
            "count": term["count"],
            "suggestions": term["suggestions"],
        }
        for term in shown["unmapped_terms"]
    ]
    return {
        "people": sorted(people, key=lambda person: person["row"]),
        "unmapped": unmapped,
        "columns": corrections(plan.layout.columns),
    }


def certain(plan: ImportPlan) -> Iterator[dict[str, Any]]:
    """Everyone whom nobody need be asked about, ready to be taken in, in the order of the rows.

    Takes over what is kept nowhere and leaves out unsettled words. Of a plan that nobody else holds, each person is let
    go as soon as the next one is asked for.
    """
    people = [(person, NEW) for person in plan.new]
    people += [(update.person, f"{UPDATE}:{update.known}") for update in plan.updated]
    people.sort(key=lambda each: each[0].row, reverse=True)
    del plan
    nothing = Decisions({}, {})
    while people:
        person, action = people.pop()
        yield _taken(person_as_json(person), action, nothing)


def decided(content: dict[str, Any], decisions: Decisions) -> list[dict[str, Any]]:
    """The people to take in, each with its action and its terms settled. Unsettled words and skipped rows are gone."""
    taken = []
    for person in content["people"]:
        action = person["action"]
        if person.get("asked"):
            action = _allowed(person, decisions.rows.get(person["row"], SKIP))
        if action != SKIP:
            taken.append(_taken(person, action, decisions))
    return taken


def _taken(person: dict[str, Any], action: str, decisions: Decisions) -> dict[str, Any]:
    return {
        **person,
        "action": action,
        "overwrite": _chosen(person, decisions),
        "experience": _settled(person.get("experience", []), "experience", decisions),
        "skills": _settled(person.get("skills", []), "skills", decisions),
    }


def _allowed(person: dict[str, Any], wanted: str) -> str:
    """Only what the preview offered: nobody can be made the update of a stranger."""
    offered = {SKIP, NEW, *(f"{UPDATE}:{key}" for key in person.get("known", []))}
    return wanted if wanted in offered else SKIP


def _chosen(person: dict[str, Any], decisions: Decisions) -> dict[str, str]:
    """Fields to take from the list, each with what the registry said when that was decided."""
    wanted = decisions.fields.get(person["row"], frozenset())
    every = decisions.all_fields or EVERY in wanted
    return {name: kept for name, kept in person.get("kept", {}).items() if every or name in wanted}


def _settled(terms: list[dict[str, Any]], field: str, decisions: Decisions) -> list[dict[str, Any]]:
    found = []
    for term in terms:
        key = term["term"] or decisions.terms.get((field, term["text"].casefold()), "")
        if key:
            found.append({"term": key, "relation": term.get("relation") or "", "text": term["text"]})
    return found
