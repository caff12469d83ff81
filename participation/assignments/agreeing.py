"""The role agreement: what part each side wants in each phase, what they agree on, and what it was in the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments.models import Assignment, PhaseRole
from projects.planning.models import Involvement, Phase

# Who says what: the person's own wish, the project's, and what both stand by.
PERSON, PROJECT, BOTH, AFTER = "person_wants", "project_wants", "agreed", "actual"
SAID = (PERSON, PROJECT, BOTH, AFTER)
# What may still be said of an assignment that has ended.
LOOKING_BACK = {AFTER}

Words = Mapping[str, Mapping[str, str]]


class CannotAgree(Exception):
    """The part cannot be written down; the text can be shown."""


@transaction.atomic
def say(*, assignment: Assignment, words: Words, by: Any, at: datetime) -> list[PhaseRole]:
    """Writes down what was said, by phase: `{"execution": {"person_wants": "partner"}}`; returns the rows that changed.

    An empty part takes the word back. Refuses a phase, a name or a part that is not known, and, once the assignment
    has ended, anything but what the part was.
    """
    _check(words)
    (held,) = Assignment.objects.select_for_update(of=("self",), no_key=True).filter(pk=assignment.pk)
    rows = {row.phase: row for row in held.phase_roles.all()}
    changed = []
    for phase, said in words.items():
        row = rows.get(phase) or PhaseRole(assignment=held, municipality_id=held.municipality_id, phase=phase)
        names = [name for name, part in said.items() if getattr(row, name) != part]
        if names:
            _refuse_after_the_end(held, names)
            _write(row, {name: said[name] for name in names}, by, at)
            changed.append(row)
    return changed


def lines(assignment: Assignment) -> list[PhaseRole]:
    """A row for each phase in their order; one that nothing is said of yet is not saved."""
    rows = {row.phase: row for row in assignment.phase_roles.all()}
    return [rows.get(phase) or PhaseRole(assignment=assignment, phase=phase) for phase in Phase.values]


def _check(words: Words) -> None:
    for phase, said in words.items():
        if (
            phase not in Phase.values
            or set(said) - set(SAID)
            or set(said.values()) - {"", *Involvement.values}
        ):
            raise CannotAgree(_("This phase or this part is not known."))


def _refuse_after_the_end(held: Assignment, names: list[str]) -> None:
    if held.state == Assignment.State.ENDED and set(names) - LOOKING_BACK:
        raise CannotAgree(
            _("The assignment has ended. What the part was in the end can still be written down.")
        )


def _write(row: PhaseRole, said: Mapping[str, str], by: Any, at: datetime) -> None:
    for name, part in said.items():
        setattr(row, name, part)
    row.changed_at = at
    row.save()
    audit.record(
        "assignment.role_said",
        obj=row.assignment,
        by=by,
        at=at,
        fields=sorted(said),
        subject=row.assignment.representative,
    )
