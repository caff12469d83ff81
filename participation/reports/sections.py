"""The sections of a report in the order of its recipe, each with what its template and its files show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participation.reports import kinds
from participation.reports.figures import Part
from participation.reports.shapes import Brief, Line

# Which figures stand in a section that shows figures.
FIGURES: dict[str, tuple[Part, ...]] = {
    "methods": (Part.ACTIVITY, Part.ROLES),
    "network": (Part.PEOPLE, Part.NETWORK, Part.ENGAGEMENT),
    "experience": (Part.EXPERIENCE,),
    "conditions": (Part.READINESS,),
    "economy": (Part.COSTS, Part.COST_PER),
    "coverage": (Part.COVERAGE,),
    "promises": (Part.CHAIN, Part.ANSWERS),
    "results": (Part.CHANGES, Part.OUTCOMES, Part.EFFECTS),
    "support": (Part.ASKS,),
}


@dataclass(frozen=True)
class Section:
    """One section: its heading, the words that somebody wrote, and the figures it shows."""

    key: str
    title: str
    prose: str = ""
    parts: tuple[tuple[str, tuple[Line, ...]], ...] = ()

    @property
    def template(self) -> str:
        name = self.key if self.key in _OWN else "written"
        return f"participation/reports/sections/{name}.html"


# Sections that show more than words and figures.
_OWN = frozenset(
    (
        "previous opening chain stories money duties ask annex results negative aim plain block support method pictures"
    ).split()
)


def of(brief: Brief, kind: str) -> tuple[Section, ...]:
    """The sections that have something to show; an empty written one is left out."""
    found = (_section(brief, key) for key in kinds.of(kind).sections)
    return tuple(section for section in found if _has_something(section, brief))


def rest(brief: Brief, found: tuple[Section, ...]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The figures that no section of its own shows, for the annex."""
    shown = {heading for section in found for heading, _lines in section.parts}
    return tuple(part for part in brief.parts if part[0] not in shown)


def _section(brief: Brief, key: str) -> Section:
    wanted = FIGURES.get(key, ())
    parts = tuple((heading, lines) for heading, lines in brief.parts if lines[0].definition.part in wanted)
    return Section(key, _titles()[key], brief.prose.get(key, ""), parts)


def _has_something(section: Section, brief: Brief) -> bool:
    held: dict[str, Any] = {
        "previous": brief.previous,
        "ask": True,
        "pictures": brief.pictures,
        "opening": section.prose,
        "aim": section.prose or brief.project,
        "negative": section.prose or brief.unintended,
        "conditions": section.prose or section.parts,
        "experience": section.parts,
        "reflection": section.prose,
        "next": section.prose,
        "thanks": section.prose,
    }
    return bool(held.get(section.key, True))


def _titles() -> dict[str, str]:
    return {
        "previous": _("Last time"),
        "opening": "",
        "chain": "",
        "stories": _("What changed"),
        "money": _("What it cost"),
        "duties": _("Duties"),
        "ask": "",
        "annex": "",
        "pictures": "",
        "aim": _("Aim and scope"),
        "methods": _("What was done"),
        "results": _("What came of it"),
        "negative": _("What did not go well"),
        "conditions": _("What helped, and what stood in the way"),
        "reflection": _("What we have learned"),
        "network": _("The network"),
        "experience": _("How it was, seen from both sides"),
        "economy": _("Economy"),
        "support": _("Asked of managers"),
        "next": _("What happens next"),
        "coverage": _("Where representatives take part"),
        "promises": _("Whether what is said is answered"),
        "plain": "",
        "thanks": _("Thank you"),
        "block": "",
        "method": _("How to read this"),
    }
