"""What the person page tells of conflicts of interest: those that hold."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from representatives.conflicts.queries import open_of
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section


def lines(person: Representative, user: Any, today: date) -> list[Line]:
    """One line for each conflict in force."""
    if person.has_left:
        return []
    page = reverse("conflict_list", args=[person.municipality.slug, person.public_id])
    rows = open_of(person).visible_to(user).in_force(today)
    return [
        Line(conflict.about, page, tag=str(conflict.get_kind_display()), color="warning") for conflict in rows
    ]


SECTION = Section("conflicts", gettext_lazy("Conflicts of interest"), Permission.REGISTRY_READ, lines, 55)
