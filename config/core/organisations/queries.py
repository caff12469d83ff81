"""Reading the unit tree."""

from config.core.organisations.models import Unit


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
