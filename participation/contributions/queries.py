"""The promise board, one contribution's chain, and the counts along the chain."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from config.core.organisations.models import Unit
from config.core.organisations.queries import below
from participation.contributions.models import (
    Change,
    Contribution,
    ContributionQuerySet,
    Effect,
    EvidenceLevel,
    Told,
)
from projects.planning.models import Project

# First and last day, both included.
Period = tuple[date, date]
# What a contribution can be asked for on the board; the words stand in `forms`.
STATES = ("waiting", "overdue", "answered", "decided", "changed", "measured", "told")
# A claim of change above this rests on a measured effect.
HIGHEST_UNMEASURED = EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR


def owners(*, user: Any, municipality: Any) -> Any:
    """Professionals who can owe an answer, as far as `user` may see them.

    The model is asked for by its name, as the foreign key does: the room of professionals lies above this one.
    """
    professionals = apps.get_model("participation", "Professional")._default_manager
    rows: Any = professionals.all()
    return rows.visible_to(user).of(municipality).filter(is_active=True).select_related("unit")


@dataclass(frozen=True)
class Search:
    """What is looked for on the board. Empty parts do not narrow. `due_by` is the last day an answer is due."""

    project: Project | None = None
    unit: Unit | None = None
    owner: Any = None
    state: str = ""
    due_by: date | None = None


def find(*, user: Any, municipality: Any, search: Search, today: date) -> ContributionQuerySet:
    """Contributions that fit the search, with how far each has come; those that wait longest first."""
    rows: ContributionQuerySet = Contribution.objects.visible_to(user).of(municipality).with_steps()
    if search.project is not None:
        rows = rows.filter(project=search.project)
    if search.unit is not None:
        rows = rows.filter(project__unit__in=below(search.unit))
    if search.owner is not None:
        rows = rows.filter(owner=search.owner)
    if search.due_by is not None:
        rows = rows.filter(due_on__lte=search.due_by)
    found: Any = in_state(rows, search.state, today).select_related("project__unit", "owner")
    ordered: ContributionQuerySet = found.order_by("is_answered", "due_on", "-id")
    return ordered


def in_state(rows: Any, state: str, today: date) -> Any:
    """Those of the rows (from `with_steps`) that have come so far, wait, or wait past their day."""
    if state == "waiting":
        return rows.filter(is_answered=False)
    if state == "overdue":
        return rows.filter(is_answered=False, due_on__lt=today)
    return rows.filter(**{f"is_{state}": True}) if state in STATES else rows


def counts(*, user: Any, municipality: Any, today: date, project: Project | None = None) -> dict[str, int]:
    """How many contributions, of one project when it is given, are in each of `STATES`, in one query.

    One may be in several.
    """
    rows = Contribution.objects.visible_to(user).of(municipality).with_steps()
    if project is not None:
        rows = rows.filter(project=project)
    waiting = Q(is_answered=False)
    asked = {"waiting": waiting, "overdue": waiting & Q(due_on__lt=today)}
    asked |= {state: Q(**{f"is_{state}": True}) for state in STATES[2:]}
    found: dict[str, int] = rows.order_by().aggregate(
        **{state: Count("pk", filter=condition) for state, condition in asked.items()}
    )
    return found


@dataclass(frozen=True)
class Chain:
    """How many contributions came how far."""

    said: int
    answered: int
    decided: int
    changed: int
    measured: int
    told: int


def chain(municipality: Any, unit: Unit | None, period: Period) -> Chain:
    """The counts along the chain, in one query; one more for a unit, which is counted with the units below it.

    Definition: contributions said from the first to the last day of the period. One counts as answered, decided or
    changed when it has at least one row of that step, whenever that came; as measured when a change of it has an effect
    with an indicator (a reason for not measuring is no measurement); as told when at least one contributor was told of
    an answer, decision or change by word, letter, or a mail that has not failed. A later step does not need the ones
    before it.
    """
    rows = Contribution.objects.of(municipality).filter(said_on__range=period)
    if unit is not None:
        rows = rows.filter(project__unit__in=below(unit))
    steps = {state: Count("pk", filter=Q(**{f"is_{state}": True})) for state in STATES[2:]}
    return Chain(**rows.with_steps().order_by().aggregate(said=Count("pk"), **steps))


def whole(*, user: Any, municipality: Any) -> ContributionQuerySet:
    """Contributions with everything their page shows, in a fixed number of queries."""
    rows: ContributionQuerySet = Contribution.objects.visible_to(user).of(municipality)
    changes: Any = Prefetch("changes", queryset=Change.objects.prefetch_related("effects"))
    tellings: Any = Prefetch(
        "tellings", queryset=Told.objects.select_related("assignment__representative", "message")
    )
    return rows.select_related(
        "municipality", "project__unit", "owner__unit", "meeting", "assignment__representative", "owner_link"
    ).prefetch_related("responses__by", "decisions", changes, tellings)


@dataclass(frozen=True)
class Step:
    """One link of a contribution's chain: whether it is there, and from which day."""

    key: str
    is_there: bool
    on: date | None = field(default=None)


def steps(contribution: Contribution) -> list[Step]:
    """The chain of a contribution fetched by `whole`, in order; what is missing is in it too."""
    responses = list(contribution.responses.all())
    decisions = list(contribution.decisions.all())
    changes = list(contribution.changes.all())
    effects: list[Effect] = [effect for change in changes for effect in change.effects.all()]
    measured = [effect for effect in effects if effect.indicator]
    told = [told for told in contribution.tellings.all() if has_reached(told)]
    return [
        Step("said", is_there=True, on=contribution.said_on),
        Step("answered", bool(responses), responses[-1].answered_on if responses else None),
        Step("decided", bool(decisions), decisions[-1].decided_on if decisions else None),
        Step("changed", bool(changes), max((change.changed_on for change in changes), default=None)),
        Step("measured", bool(measured), measured[-1].measured_on if measured else None),
        Step("told", bool(told), timezone.localdate(told[-1].at) if told else None),
    ]


def has_reached(told: Told) -> bool:
    """Whether a telling fetched with its message counts, as `ToldQuerySet.reached` says for sets."""
    failed = told.message is not None and told.message.state in ("undeliverable", "cancelled")
    return told.step != Told.Step.RECEIVED and not failed
