"""Figures of people: who took part, who was asked and what they answered, who is in the network.

Groups under five are hidden, and people are counted of whole years alone (`suppression`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.invitations.models import Invitation
from participation.reports.figures.definitions import REGISTRY, Figure, Measure, Part, define
from participation.reports.rows import Rows
from participation.reports.suppression import breakdown, shown_groups, why_uncounted
from representatives.registry.models import Representative, StateChange

_INVITATIONS = _("From the invitations.")
_SMALL = _("Groups under five are hidden, and answers are shown all or none.")
_STATES = _("From the steps of each profile in the registry.")
_SHARED: dict[str, Any] = {"measure": Measure.PEOPLE, "part": Part.PEOPLE, "records": "representative"}
_NETWORK: dict[str, Any] = _SHARED | {"part": Part.NETWORK, "source": _STATES, "whole_only": True}

define(
    "people_involved",
    _("Representatives who took part"),
    counts=_("People who were at one meeting or more in the period, each counted once."),
    leaves_out=_(
        "Left out are people who only wrote or talked outside meetings. Groups under five are hidden."
    ),
    source=_("From the attendance of meetings."),
    **_SHARED,
)
define(
    "people_with_assignment",
    _("Representatives with an assignment"),
    counts=_("People who had a seat on some day of the period, each counted once."),
    leaves_out=_("Left out are people who wait for a seat. Groups under five are hidden."),
    source=_("From the assignments."),
    **_SHARED,
)
define(
    "people_invited",
    _("People who were asked"),
    counts=_("People who were sent an invitation in the period, each counted once."),
    leaves_out=_("Left out are invitations that never left. Groups under five are hidden."),
    source=_INVITATIONS,
    **_SHARED,
)
ANSWERS = {
    "answered_yes": ("yes", _("Said yes")),
    "answered_no": ("no", _("Said no")),
    "answered_maybe": ("maybe", _("Said maybe")),
    "answered_question": ("question", _("Asked a question")),
    "answered_not": ("", _("Have not answered")),
}
for _key, (_answer, _label) in ANSWERS.items():
    define(
        _key,
        _label,
        counts=_("People by their answer to the last invitation in the period."),
        leaves_out=_SMALL,
        source=_INVITATIONS,
        of="people_invited",
        **_SHARED,
    )
define(
    "people_active",
    _("Active in the network"),
    counts=_("People who were active in the network on the last day of the period."),
    leaves_out=_("Left out are those who apply, rest or have left. Groups under five are hidden."),
    **_NETWORK,
)
define(
    "people_came",
    _("Came to the network"),
    counts=_("People who became active in the period for the first time."),
    leaves_out=_("Left out are those who came back from a rest. Shown with those who left, or not at all."),
    **_NETWORK,
)
define(
    "people_left",
    _("Left the network"),
    counts=_("People who had been active, left in the period and had not come back by its end."),
    leaves_out=_("Left out are profiles that were merged. Shown with those who came, or not at all."),
    **_NETWORK,
)
FLOWS = ("people_came", "people_left")
# What a figure is a part of at the same place.
_PART_OF = {"people_involved": "people_with_assignment", "people_came": "people_active"} | dict.fromkeys(
    ANSWERS, "people_invited"
)

Tree = Mapping[int, int | None]
Groups = Mapping[int, Mapping[str, frozenset[int]]]
# The key of the whole municipality in a table of units.
WHOLE = 0


@dataclass(frozen=True)
class Took:
    """A person took part in a meeting of a unit, or had a seat there."""

    person: int
    unit: int


@dataclass(frozen=True)
class Asked:
    """A person was asked by a unit; empty `answer` is silence."""

    person: int
    unit: int
    answer: str
    at: datetime


@dataclass(frozen=True)
class Step:
    """A person came into a state on a day."""

    person: int
    to: str
    on: date


def table(
    took: Iterable[Took],
    asked: Iterable[Asked],
    parents: Tree,
    seated: Iterable[Took] = (),
) -> dict[int, dict[str, frozenset[int]]]:
    """The people behind each figure, of the whole municipality (`WHOLE`) and of each unit with those below it.

    Each person is in one group of answers of a place: that of the last invitation from there.
    """
    places = {unit: [WHOLE, *_up(unit, parents)] for unit in parents}
    there: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    last: dict[int, dict[int, str]] = defaultdict(dict)
    for key, rows in (("people_involved", took), ("people_with_assignment", seated)):
        for row in rows:
            for place in places[row.unit]:
                there[key][place].add(row.person)
    for ask in sorted(asked, key=lambda row: row.at):
        for place in places[ask.unit]:
            last[place][ask.person] = ask.answer
    found = {}
    for place in (WHOLE, *parents):
        groups = {key: frozenset(there[key][place]) for key in ("people_involved", "people_with_assignment")}
        # Whoever was at a meeting had a seat, also where the dates of the seat say otherwise.
        groups["people_with_assignment"] |= groups["people_involved"]
        groups["people_invited"] = frozenset(last[place])
        for key, (answer, _label) in ANSWERS.items():
            groups[key] = frozenset(person for person, given in last[place].items() if given == answer)
        found[place] = groups
    return found


def network(steps: Iterable[Step], first: date, last: date) -> dict[str, frozenset[int]]:
    """Who came, left, and was active at the end, from every step up to the last day in the order of time."""
    state: dict[int, str] = {}
    since: dict[int, date] = {}
    gone: dict[int, date] = {}
    for step in steps:
        state[step.person] = step.to
        if step.to == Representative.State.ACTIVE:
            since.setdefault(step.person, step.on)
        if step.to == Representative.State.LEFT:
            gone[step.person] = step.on
    return {
        "people_active": frozenset(one for one, at in state.items() if at == Representative.State.ACTIVE),
        "people_came": frozenset(one for one, day in since.items() if first <= day <= last),
        "people_left": frozenset(
            one
            for one, day in gone.items()
            if first <= day <= last and one in since and state[one] == Representative.State.LEFT
        ),
    }


def shown(table: Groups, parents: Tree) -> dict[int, dict[str, int | None]]:
    """The table as it may be shown: None is hidden. The same for every report of the year."""
    counts = {(key, place): len(people) for place, groups in table.items() for key, people in groups.items()}
    visible = shown_groups(counts, _above(counts, parents), kind=lambda node: node[0])
    found: dict[int, dict[str, int | None]] = {place: {} for place in table}
    for (key, place), count in counts.items():
        found[place][key] = count if (key, place) in visible else None
    for row in found.values():
        row.update(breakdown(row["people_invited"], {key: row[key] for key in ANSWERS}))
        if FLOWS[0] in row:
            row.update(breakdown(0, {key: row[key] for key in FLOWS}))
    return found


def _above(nodes: Iterable[tuple[str, int]], parents: Tree) -> dict[tuple[str, int], set[tuple[str, int]]]:
    """What each group lies within: the same figure and what it is a part of, of the same place and those above."""
    held = set(nodes)
    found = {}
    for key, place in held:
        places = {WHOLE} if place == WHOLE else {WHOLE, *_up(place, parents)}
        keys = {key, _PART_OF.get(key, key)}
        found[key, place] = {(one, where) for one in keys for where in places} & held - {(key, place)}
    return found


def why_hidden(rows: Rows) -> str:
    """Why no people are counted in this report; empty where they are."""
    return why_uncounted(rows.period, today=rows.today, is_of_project=rows.project is not None)


def count(rows: Rows) -> dict[str, Figure]:
    """The figures of people for a report, hidden against subtraction from every other unit's."""
    keys = [key for key, one in REGISTRY.items() if one.of_people and (rows.is_whole or not one.whole_only)]
    if why_hidden(rows):
        return {key: Figure(key, None, suppressed=True, definition=REGISTRY[key]) for key in keys}
    # Of the whole municipality, whatever the report is of: what is hidden depends on all units.
    everywhere = Rows(rows.municipality, None, rows.period, rows.today)
    groups = table(_took(everywhere), _asked(everywhere), rows.tree, _seated(everywhere))
    groups[WHOLE] |= network(_steps(everywhere), *everywhere.days)
    node = WHOLE if rows.unit is None else rows.unit.pk
    values = shown(groups, rows.tree)[node]
    behind = {person for key, value in values.items() if value for person in groups[node][key]}
    ids = dict(Representative.objects.filter(pk__in=behind).order_by().values_list("pk", "public_id"))
    found: dict[str, Figure] = {}
    for key in keys:
        people = groups[node][key] if values[key] else frozenset()
        records = tuple(sorted(ids[person] for person in people if person in ids))
        found[key] = Figure(key, values[key], values[key] is None, REGISTRY[key], records)
    return found


def _took(everywhere: Rows) -> list[Took]:
    pairs = everywhere.attendances().order_by("assignment__representative", "meeting__project__unit")
    fields = ("assignment__representative", "meeting__project__unit")
    return [Took(*pair) for pair in pairs.values_list(*fields).distinct()]


def _seated(everywhere: Rows) -> list[Took]:
    fields = ("representative", "request__project__unit")
    return [Took(*pair) for pair in everywhere.seats_held().order_by(*fields).values_list(*fields).distinct()]


def _asked(everywhere: Rows) -> list[Asked]:
    # Whoever was asked was asked, also when it was taken back because the person left.
    sent: Any = Invitation.objects.of(everywhere.municipality).exclude(sent_at=None)
    sent = sent.annotate(sent_on=TruncDate("sent_at")).filter(sent_on__range=everywhere.days)
    fields = ("representative_id", "request__project__unit_id", "answer", "sent_at")
    # Whoever wants something else has said no to this.
    said = {Invitation.Reply.OTHER.value: Invitation.Reply.NO.value}
    return [
        Asked(person, unit, said.get(answer, answer), at)
        for person, unit, answer, at in sent.order_by("sent_at", "pk").values_list(*fields)
    ]


def _steps(everywhere: Rows) -> list[Step]:
    """Every step up to the last day; a merged profile is counted as the one that it became."""
    found = StateChange.objects.filter(municipality=everywhere.municipality, representative__merged_into=None)
    rows = found.order_by("at", "pk").values_list("representative", "to_state", "at")
    steps = (Step(person, to, timezone.localdate(at)) for person, to, at in rows)
    return [step for step in steps if step.on <= everywhere.period.end]


def _up(unit: int, parents: Tree) -> list[int]:
    """The unit and every unit above it."""
    found: list[int] = []
    above: int | None = unit
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found
