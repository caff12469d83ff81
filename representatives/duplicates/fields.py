"""The fields of two profiles side by side: what can be chosen, and where the stricter wins by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from representatives.duplicates.wording import shown
from representatives.registry.models import Representative

# Chosen by whoever merges where both have something and it is not the same.
CHOOSABLE = (
    "given_name",
    "family_name",
    "email",
    "phone",
    "birth_year",
    "area",
    "language",
    "channel",
    "organisation",
    "mandate",
    "nominated_by",
    "availability",
    "contact",
    "came_through",
    "note",
)
STAYS, GOES, BOTH = "stays", "goes", "both"
# Text that can be kept from both sides, one under the other; so it is where nothing is chosen.
UNITABLE = frozenset({"note"})


def _least(one: Any, other: Any) -> Any:
    return min((value for value in (one, other) if value is not None), default=None)


def _latest(one: Any, other: Any) -> Any:
    return max((value for value in (one, other) if value is not None), default=None)


# The person's own limits: neither profile's is widened by the other. A contact that was had, was had.
STRICTER: dict[str, Callable[[Any, Any], Any]] = {
    "most_at_once": _least,
    "most_per_half_year": _least,
    "available_until": _least,
    "is_mediated": lambda one, other: one or other,
    "confirmed_on": _least,
    "last_contact_on": _latest,
}


@dataclass(frozen=True)
class Side:
    """One field of the two, and which of the values the profile that stays has afterwards."""

    name: str
    label: str
    stays: Any
    goes: Any
    kept: Any

    @property
    def text(self) -> str:
        """What is kept, as it is read."""
        return shown(self.name, self.kept)

    @property
    def is_decided(self) -> bool:
        """Whether the two differ and the stricter, or the only one, is kept without asking."""
        return not self.is_open and self.stays != self.goes

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose."""
        return self.name in CHOOSABLE and bool(self.stays) and bool(self.goes) and self.stays != self.goes

    @property
    def standard(self) -> str:
        """The choice that holds where nobody chooses: no note is lost."""
        return BOTH if self.name in UNITABLE else STAYS

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen, as it is read."""
        found = [(STAYS, shown(self.name, self.stays)), (GOES, shown(self.name, self.goes))]
        return [*found, (BOTH, str(_("Keep both, one under the other")))] if self.name in UNITABLE else found


def side_by_side(
    stays: Representative, goes: Representative, choices: Mapping[str, str] | None = None
) -> list[Side]:
    """Every field that either profile has something in; `choices` says `goes` for values taken from the other.

    Of two notes both are kept, one under the other, unless `choices` says `stays` or `goes`.
    """
    chosen = choices or {}
    found = []
    for name in (*CHOOSABLE, *STRICTER):
        one, other = getattr(stays, name), getattr(goes, name)
        kept = STRICTER[name](one, other) if name in STRICTER else one or other
        if one or other:
            label = str(Representative._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column
            side = Side(name, label, one, other, kept)
            found.append(replace(side, kept=_chosen(side, chosen.get(name))) if side.is_open else side)
    return found


def _chosen(side: Side, choice: str | None) -> Any:
    kept = choice or side.standard
    if kept == BOTH and side.name in UNITABLE:
        return f"{side.stays}\n{side.goes}"
    return side.goes if kept == GOES else side.stays


def rest_after(stays: Representative, goes: Representative) -> tuple[str, Any]:
    """State and end of a rest afterwards: a rest on either side holds, and the one without an end longest."""
    resting = Representative.State.RESTING
    resters = [one for one in (stays, goes) if one.state == resting]
    if not resters or stays.state not in (Representative.State.ACTIVE, resting):
        return stays.state, stays.resting_until
    ends = [one.resting_until for one in resters if one.resting_until]
    return resting, max(ends) if len(ends) == len(resters) else None
