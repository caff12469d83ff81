"""What a draft keeps of a plan: the people as they may be stored, and the questions still open. Plain JSON, no Django.

Held-back words, refused columns and refused rows are not in it: they are shown once and forgotten.
"""

from dataclasses import dataclass
from typing import Any

from representatives.spreadsheets.output import as_json
from representatives.spreadsheets.plan import ImportPlan

SKIP, NEW, UPDATE = "skip", "new", "update"


@dataclass(frozen=True)
class Decisions:
    """What a person decided on the preview.

    `terms` maps (field, word in lower case) to a catalogue key, or to "" to leave the word out; `rows` maps the row
    of a possible duplicate to SKIP, NEW, or `update:<public id>`.
    """

    terms: dict[tuple[str, str], str]
    rows: dict[int, str]


def content_of(plan: ImportPlan) -> dict[str, Any]:
    """The part of a plan that waits for confirmation."""
    shown = as_json(plan)
    people = [{**person, "action": NEW} for person in shown["new"]]
    people += [{**person, "action": f"{UPDATE}:{person.pop('known')}"} for person in shown["updated"]]
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
    return {"people": sorted(people, key=lambda person: person["row"]), "unmapped": unmapped}


def decided(content: dict[str, Any], decisions: Decisions) -> list[dict[str, Any]]:
    """The people to take in, each with its action and its terms settled. Unsettled words and skipped rows are gone."""
    taken = []
    for person in content["people"]:
        action = person["action"]
        if person.get("asked"):
            action = _allowed(person, decisions.rows.get(person["row"], SKIP))
        if action == SKIP:
            continue
        taken.append(
            {
                **person,
                "action": action,
                "experience": _settled(person.get("experience", []), "experience", decisions),
                "skills": _settled(person.get("skills", []), "skills", decisions),
            }
        )
    return taken


def _allowed(person: dict[str, Any], wanted: str) -> str:
    """Only what the preview offered: nobody can be made the update of a stranger."""
    offered = {SKIP, NEW, *(f"{UPDATE}:{key}" for key in person.get("known", []))}
    return wanted if wanted in offered else SKIP


def _settled(terms: list[dict[str, Any]], field: str, decisions: Decisions) -> list[dict[str, Any]]:
    found = []
    for term in terms:
        key = term["term"] or decisions.terms.get((field, term["text"].casefold()), "")
        if key:
            found.append({"term": key, "relation": term.get("relation") or "", "text": term["text"]})
    return found
