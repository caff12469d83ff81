"""What each kind of report is made of: its place, its sections in order, and the words that somebody writes.

A close-out and a yearly report follow the order of the short form of GRIPP2 (Staniszewska et al. 2017, BMJ
358:j3453): aim, methods, results, extent of influence, reflection.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.reports.models import Report
from participation.reports.period import Period
from projects.planning.models import Project

Kind = Report.Kind
FRONT = ("previous", "opening", "chain", "stories", "money", "duties", "ask")


@dataclass(frozen=True)
class Recipe:
    """`place` is what it may be of: `whole`, `unit`, `any` of the two, or `project`. `prose` names what is written."""

    lead: Any
    place: str
    sections: tuple[str, ...]
    prose: tuple[str, ...]
    may_ask: bool = True


RECIPES: dict[str, Recipe] = {
    Kind.SENIOR: Recipe(
        _("One page for the senior management: what it led to, what it cost, and one decision asked for."),
        "whole",
        (*FRONT, "pictures", "annex"),
        ("opening",),
    ),
    Kind.UNIT: Recipe(
        _("One page for the manager of a unit, with one decision asked for."),
        "unit",
        (*FRONT, "pictures", "annex"),
        ("opening",),
    ),
    Kind.PROJECT: Recipe(
        _("What a project wanted, what was done, what came of it and what was learned."),
        "project",
        (
            "aim",
            "methods",
            "chain",
            "results",
            "negative",
            "conditions",
            "reflection",
            "experience",
            "economy",
            "next",
            "pictures",
            "annex",
        ),
        ("aim", "negative", "conditions", "reflection", "next"),
        may_ask=False,
    ),
    Kind.YEARLY: Recipe(
        _("The front page, and then the whole year in eleven short parts."),
        "any",
        (
            *FRONT,
            *(
                "aim",
                "methods",
                "results",
                "negative",
                "conditions",
                "reflection",
                "network",
                "experience",
                "economy",
            ),
            *("support", "next", "pictures", "annex"),
        ),
        ("opening", "aim", "negative", "conditions", "reflection", "next"),
    ),
    Kind.PLAIN: Recipe(
        _("For representatives: what you said, what was done, and why not, in plain words."),
        "any",
        ("plain", "next", "thanks"),
        ("next", "thanks"),
        may_ask=False,
    ),
    Kind.BLOCK: Recipe(
        _("At most 500 characters, to paste into a political case."),
        "any",
        ("block",),
        ("block",),
        may_ask=False,
    ),
    Kind.DUTIES: Recipe(
        _("For the supervision authority: what the law asks for, and what shows it."),
        "any",
        ("opening", "duties", "coverage", "promises", "results", "method"),
        ("opening",),
        may_ask=False,
    ),
}


def of(kind: str) -> Recipe:
    """The recipe of a kind; a report from before there were kinds is a brief."""
    return RECIPES.get(kind, RECIPES[Kind.SENIOR])


def of_project(project: Project, *, today: date) -> Period:
    """A project's own period: from its first day to its last, or to today while it goes on."""
    start = min(project.starts_on or timezone.localdate(project.created_at), today)
    return Period(start, max(start, min(project.ends_on or today, today)))
