"""Figures of people: who took part, who was asked and what they answered. Groups under five are hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from participation.invitations.models import Invitation
from participation.reports.figures.definitions import REGISTRY, Figure, Measure, Part, define
from participation.reports.rows import Rows, tree
from participation.reports.suppression import breakdown, shown_nodes
from representatives.registry.models import Representative

_INVITATIONS = _("From the invitations.")
_SMALL = _("Groups under five are hidden, and answers are shown all or none.")
_SHARED: dict[str, Any] = {"measure": Measure.PEOPLE, "part": Part.PEOPLE, "records": "representative"}

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
    "people_invited",
    _("People who were asked"),
    counts=_("People who were sent an invitation in the period, each counted once."),
    leaves_out=_("Left out are invitations that were taken back. Groups under five are hidden."),
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
        **_SHARED,
    )

Tree = Mapping[int, int | None]
# The key of the whole municipality in a table of units.
WHOLE = 0


@dataclass(frozen=True)
class Took:
    """A person took part in a meeting of a unit."""

    person: int
    unit: int


@dataclass(frozen=True)
class Asked:
    """A person was asked by a unit; empty `answer` is silence."""

    person: int
    unit: int
    answer: str
    at: datetime


def groups(took: Iterable[Took], asked: Iterable[Asked]) -> dict[str, frozenset[int]]:
    """The people behind each figure, each person in one group of answers: that of the last invitation."""
    last: dict[int, str] = {row.person: row.answer for row in sorted(asked, key=lambda row: row.at)}
    found = {
        "people_involved": frozenset(row.person for row in took),
        "people_invited": frozenset(last),
    }
    for key, (answer, _label) in ANSWERS.items():
        found[key] = frozenset(person for person, given in last.items() if given == answer)
    return found


def table(took: list[Took], asked: list[Asked], parents: Tree) -> dict[int, dict[str, frozenset[int]]]:
    """The groups of the whole municipality (under `WHOLE`) and of each unit with those below it."""
    found = {WHOLE: groups(took, asked)}
    for unit in parents:
        reach = {one for one in parents if unit in _up(one, parents)}
        found[unit] = groups(
            [row for row in took if row.unit in reach], [row for row in asked if row.unit in reach]
        )
    return found


def shown(
    table: Mapping[int, Mapping[str, frozenset[int]]], parents: Tree
) -> dict[int, dict[str, int | None]]:
    """The table as it may be shown: None is hidden. The same for every report of the period."""
    above = {unit: parent or WHOLE for unit, parent in parents.items()}
    found: dict[int, dict[str, int | None]] = {node: {} for node in table}
    for key in table[WHOLE]:
        counts = {node: len(groups[key]) for node, groups in table.items()}
        visible = shown_nodes(counts, above)
        for node, count in counts.items():
            found[node][key] = count if node in visible else None
    for row in found.values():
        row.update(breakdown(row["people_invited"], {key: row[key] for key in ANSWERS}))
    return found


def count(rows: Rows) -> dict[str, Figure]:
    """The figures of people for a report, hidden against subtraction from every other unit's."""
    parents = tree(rows.municipality)
    whole = table(_took(rows), _asked(rows), parents)
    node = WHOLE if rows.unit is None else rows.unit.pk
    values = shown(whole, parents)[node]
    behind = {person for key, value in values.items() if value for person in whole[node][key]}
    ids = dict(Representative.objects.filter(pk__in=behind).values_list("pk", "public_id"))
    found: dict[str, Figure] = {}
    for key, value in values.items():
        people = whole[node][key] if value else frozenset()
        records = tuple(sorted(ids[person] for person in people if person in ids))
        found[key] = Figure(key, value, value is None, REGISTRY[key], records)
    return found


def _took(rows: Rows) -> list[Took]:
    """Of the whole municipality, whatever the report is of: what is hidden depends on all units."""
    everywhere = Rows(rows.municipality, None, rows.period, rows.today)
    pairs = everywhere.attendances().order_by("pk")
    return [
        Took(*pair)
        for pair in pairs.values_list("assignment__representative_id", "meeting__project__unit_id").distinct()
    ]


def _asked(rows: Rows) -> list[Asked]:
    sent: Any = Invitation.objects.of(rows.municipality).open().exclude(sent_at=None)
    sent = sent.annotate(sent_on=TruncDate("sent_at")).filter(sent_on__range=rows.days)
    fields = ("representative_id", "request__project__unit_id", "answer", "sent_at")
    # Whoever wants something else has said no to this.
    said = {Invitation.Reply.OTHER.value: Invitation.Reply.NO.value}
    return [
        Asked(person, unit, said.get(answer, answer), at)
        for person, unit, answer, at in sent.order_by("sent_at", "pk").values_list(*fields)
    ]


def _up(unit: int, parents: Tree) -> set[int]:
    """The unit and every unit above it."""
    found: set[int] = set()
    above: int | None = unit
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return found
