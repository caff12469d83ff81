"""What has been built on an import since: the one thing that decides whether it can still be undone.

Every kind of row that points at a person is asked, whichever app it belongs to, so that a room that comes later is
asked too. Rooms may give their rows a name for people with `call`.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Count, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.audit.models import AuditEvent
from representatives.registry.models import Representative
from representatives.spreadsheets.models import ImportedPerson, ImportRun
from representatives.turns.models import TurnSummary

OWN = ImportedPerson._meta.label
LOGGED = AuditEvent._meta.label
_NAMES: dict[str, str | Promise] = {
    "representatives.Application": gettext_lazy("applications"),
    "representatives.Checkup": gettext_lazy("questions whether the profile is still right"),
    "representatives.Conflict": gettext_lazy("conflicts of interest"),
    "representatives.Consent": gettext_lazy("consents"),
    "representatives.Conversation": gettext_lazy("conversations"),
    "representatives.Declaration": gettext_lazy("declarations"),
    "representatives.Merge": gettext_lazy("merges of two profiles"),
    "representatives.NoGo": gettext_lazy("things they do not want"),
    "representatives.ProfileTerm": gettext_lazy("experience and skills"),
    "representatives.StateChange": gettext_lazy("steps in the life of a profile"),
    "representatives.Training": gettext_lazy("trainings"),
    "representatives.Turn": gettext_lazy("turns"),
    OWN: gettext_lazy("people changed by a later list"),
    LOGGED: gettext_lazy("changes written in the log"),
}


def call(label: str, name: str | Promise) -> None:
    """Called from an app's `apps.py`: what rows of a model are called where they stand in the way of an undo."""
    _NAMES[label] = name


def since(run: ImportRun) -> dict[str, int]:
    """How many rows of each kind, by the name for people, were made after the run about those whom it touched."""
    questions = [
        rows.order_by()
        .annotate(kind_asked=Value(label, output_field=models.CharField()))
        .values("kind_asked")
        .annotate(number_found=Count("pk"))
        for label, rows in _questions(run)
    ]
    found: dict[str, int] = {}
    for line in questions[0].union(*questions[1:], all=True):
        if line["number_found"]:
            name = str(_NAMES.get(line["kind_asked"], _("other things about them")))
            found[name] = found.get(name, 0) + line["number_found"]
    return found


def in_words(built: dict[str, int]) -> str:
    """The kinds with their numbers, the most first: “invitations (2), consents (1)”."""
    ordered = sorted(built.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} ({count})" for name, count in ordered)


def _questions(run: ImportRun) -> Iterator[tuple[str, Any]]:
    """For each kind of row that can point at a person: those that are newer than the run."""
    touched = ImportedPerson.objects.filter(run=run)
    for relation in _relations():
        model, name = relation.related_model, relation.field.name
        if model in (Representative, TurnSummary):
            continue  # a merge has a row of its own; a summary only counts turns
        rows = model._base_manager.all()
        if model is ImportedPerson:
            later = rows.filter(run__done_at__gte=run.done_at, run__undone_at=None).exclude(run=run)
            yield model._meta.label, later.filter(representative__in=touched.values("representative"))
            continue
        stamp = _stamp(model)
        # A row without a moment tells nothing of somebody who was here before; the log does.
        people = touched if stamp else touched.filter(is_new=True)
        newer = rows.filter(**{f"{stamp}__gt": run.done_at}) if stamp else rows
        yield model._meta.label, newer.filter(**{f"{name}__in": people.values("representative")})
    logged = AuditEvent.objects.changes().filter(municipality=run.municipality_id, at__gt=run.done_at)
    yield LOGGED, logged.filter(subject_id__in=touched.values("representative__public_id"))


def _relations() -> list[Any]:
    """Every field that points at a person, also those without a way back (`related_name="+"`)."""
    fields: list[Any] = list(Representative._meta.get_fields(include_hidden=True))
    return [field for field in fields if field.auto_created and not field.concrete]


def _stamp(model: type[models.Model]) -> str | None:
    """The field with the moment when a row was made."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField) and not field.null:
            return field.name
    return None
