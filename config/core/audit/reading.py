"""Looks at people, written by the page that shows them: one line for a person, one for a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.accounts.models import User
from config.core.audit import services
from config.core.audit.models import AuditEvent
from config.core.audit.words import PURPOSES
from config.core.organisations.models import Membership


def looked(request: Any, person: models.Model, purpose: str, *fields: str) -> None:
    """Writes that whoever asked for this page saw `fields` of one person."""
    services.record_read(person, by=request.user, at=timezone.now(), purpose=purpose, fields=fields)


def listed(request: Any, model: type[models.Model], purpose: str, *fields: str) -> None:
    """Writes that whoever asked for this page saw a list of rows that name people."""
    services.record_listing(
        model,
        municipality=request.municipality,
        by=request.user,
        at=timezone.now(),
        purpose=purpose,
        fields=fields,
    )


@dataclass(frozen=True)
class Look:
    """One look at a person: by whom, as what and from which unit, when, and what for."""

    name: str
    role: str
    unit: str
    at: datetime
    why: str


def looks_at(person: Any) -> list[Look]:
    """Every look at this one person, newest first. Lists in which the person stood name nobody, and are not here."""
    own = Q(object_id=person.public_id, object_type=person._meta.label_lower) | Q(subject_id=person.public_id)
    lines = list(AuditEvent.objects.filter(own, municipality=person.municipality_id).reads().order_by("-id"))
    actors = {line.actor_id for line in lines}
    names = dict(User.objects.filter(public_id__in=actors).values_list("public_id", "name"))
    parts: dict[str, Membership] = {}
    held = Membership.objects.filter(user__public_id__in=actors, municipality=person.municipality_id)
    for part in held.of_staff().select_related("user", "unit").order_by("started_at", "id"):
        parts[part.user.public_id] = part
    return [_look(line, names, parts.get(line.actor_id)) for line in lines]


def _look(line: AuditEvent, names: dict[str, str], part: Membership | None) -> Look:
    return Look(
        name=names.get(line.actor_id) or _("An account that is erased"),
        role=part.get_role_display() if part else "",
        unit=part.unit.name if part and part.unit else "",
        at=line.at,
        why=str(PURPOSES.get(line.purpose, _("Work with the network"))),
    )
