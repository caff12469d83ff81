"""Reading the unit tree, and who works in it."""

from typing import Any

from config.core.accounts.models import User
from config.core.organisations.models import Role, Unit

# Who meets representatives at work, and may lead a project.
SERVICE_ROLES = (Role.PROFESSIONAL, Role.UNIT_MANAGER)


def below(unit: Unit) -> set[int]:
    """Ids of a unit and of every unit below it, in one query."""
    children: dict[int | None, list[int]] = {}
    tree = Unit.objects.filter(municipality=unit.municipality_id).order_by("id")
    for child_id, parent_id in tree.values_list("id", "parent_id"):
        children.setdefault(parent_id, []).append(child_id)
    found, waiting = {unit.pk}, [unit.pk]
    while waiting:
        new = [child for child in children.get(waiting.pop(), []) if child not in found]
        found.update(new)
        waiting.extend(new)
    return found


def service_people(municipality: Any) -> Any:
    """Accounts of the health professionals and unit managers of a municipality, by name."""
    return (
        User.objects.filter(
            is_active=True,
            memberships__municipality=municipality,
            memberships__role__in=SERVICE_ROLES,
            memberships__ended_at=None,
        )
        .distinct()
        .order_by("name", "email")
    )
