"""Where a person's permissions reach: municipalities, and units where a membership is for a unit."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from config.core.access.permissions import ROLE_PERMISSIONS, Permission
from config.core.organisations.models import Membership, Role, Unit

# Their permissions hold for rows of their own, not for a municipality or a unit.
OWN_ROWS_ONLY = frozenset({Role.PROFESSIONAL, Role.REPRESENTATIVE})


@dataclass(frozen=True)
class Grant:
    """One current membership."""

    municipality_id: int
    role: Role
    unit_id: int | None


class Scope:
    """The reach of one person, read from the database once per request."""

    def __init__(self, user: Any, grants: tuple[Grant, ...]) -> None:
        self.user = user
        self.grants = grants

    def municipalities(self, permission: Permission | None = None) -> set[int]:
        """Ids of municipalities where the person has a part, or has this permission."""
        return {
            grant.municipality_id for grant in self.grants if permission is None or _allows(grant, permission)
        }

    def whole(self, permission: Permission) -> set[int]:
        """Ids of municipalities where the permission is not limited to a unit."""
        return {g.municipality_id for g in self.grants if g.unit_id is None and _allows(g, permission)}

    def units(self, permission: Permission) -> set[int]:
        """Ids of the units, with the units below them, to which the permission is limited."""
        allowed = (g for g in self.grants if g.role not in OWN_ROWS_ONLY and _allows(g, permission))
        own = {grant.unit_id for grant in allowed if grant.unit_id is not None}
        return own | self._below(own)

    def reach(self, permission: Permission, *, unit: str, own: Q) -> Q:
        """Rows that the permission reaches: whole municipalities, units (by the path `unit`), or a person's own.

        Professionals and representatives reach only what is their `own`, whatever the permission.
        """
        rows = Q(municipality__in=self._whole_as_staff(permission)) | Q(
            **{f"{unit}__in": self.units(permission)}
        )
        mine = {g.municipality_id for g in self.grants if g.role in OWN_ROWS_ONLY and _allows(g, permission)}
        return rows | (Q(municipality__in=mine) & own)

    def _whole_as_staff(self, permission: Permission) -> set[int]:
        allowed = (g for g in self.grants if g.unit_id is None and g.role not in OWN_ROWS_ONLY)
        return {grant.municipality_id for grant in allowed if _allows(grant, permission)}

    def as_role(self, role: Role) -> set[int]:
        """Ids of municipalities where the person has this role."""
        return {grant.municipality_id for grant in self.grants if grant.role == role}

    def roles_in(self, municipality_id: int) -> set[Role]:
        return {grant.role for grant in self.grants if grant.municipality_id == municipality_id}

    def may(self, permission: Permission, municipality_id: int) -> bool:
        return municipality_id in self.municipalities(permission)

    def permissions_in(self, municipality_id: int) -> set[Permission]:
        """Everything the person may do in one municipality."""
        return {p for role in self.roles_in(municipality_id) for p in ROLE_PERMISSIONS[role]}

    def _below(self, own: set[int]) -> set[int]:
        if not own:
            return set()
        found: set[int] = set()
        children: dict[int | None, list[int]] = {}
        for child_id, parent_id in self._tree:
            children.setdefault(parent_id, []).append(child_id)
        waiting = list(own)
        while waiting:
            for child in children.get(waiting.pop(), []):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    @cached_property
    def _tree(self) -> list[tuple[int, int | None]]:
        return list(
            Unit.objects.filter(municipality__in=self.municipalities()).values_list("id", "parent_id")
        )


def of(user: Any) -> Scope:
    """The reach of a user; nobody who is signed out or switched off reaches anything. Kept on the user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Scope(user, ())
    kept: Scope | None = getattr(user, "_medvirk_scope", None)
    if kept is None:
        rows = Membership.objects.current().filter(user=user).order_by("id")
        grants = tuple(
            Grant(m, Role(r), u) for m, r, u in rows.values_list("municipality_id", "role", "unit_id")
        )
        kept = user._medvirk_scope = Scope(user, grants)
    return kept


def forget(user: Any) -> None:
    """Reads the memberships again next time; for services that change them."""
    user.__dict__.pop("_medvirk_scope", None)


def _allows(grant: Grant, permission: Permission) -> bool:
    return permission in ROLE_PERMISSIONS[grant.role]
