"""What one look at the gaps is about: whose eyes, which municipality and day, and what it is narrowed to."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.organisations.queries import below
from projects.gaps import thresholds
from projects.requests.models import Request, RequestQuerySet
from projects.requests.queries import ASKABLE_KINDS, EXPERIENCE_KINDS
from representatives.consent.models import Consent
from representatives.consent.queries import consenting
from representatives.registry.models import ProfileTerm, Representative
from representatives.registry.querysets import RepresentativeQuerySet

# A request that is still being written asks for nothing yet.
ASKED_STATES = tuple(state for state in Request.State if state != Request.State.DRAFT)


@dataclass(frozen=True)
class Frame:
    """One look. `unit` narrows what is asked, with the units below it; `area` both what is asked and who is there."""

    user: Any
    municipality: Any
    today: date
    months: int = thresholds.USUAL_PERIOD
    unit: Unit | None = None
    area: str = ""

    @property
    def since(self) -> datetime:
        return thresholds.months_before(self.today, self.months)

    def requests(self) -> RequestQuerySet:
        """What was asked for in the period, as far as the person's own municipality or units reach; drafts are not.

        In an area: those that need that area, and those for which it does not matter where people live.
        """
        reach = scope.of(self.user).reach(Permission.GAPS_READ, unit="project__unit", own=Q(pk__in=[]))
        rows = Request.objects.visible_to(self.user).of(self.municipality).filter(reach)
        rows = rows.filter(created_at__gte=self.since, state__in=ASKED_STATES).order_by()
        if self.unit is not None:
            rows = rows.filter(project__unit__in=self._units)
        return rows.filter(must_area__in=["", self.area]) if self.area else rows

    @cached_property
    def _units(self) -> set[int]:
        return below(self.unit) if self.unit else set()

    def everyone(self) -> RepresentativeQuerySet:
        """The people of the registry, also those who have left, in the area if there is one."""
        people = Representative.objects.visible_to(self.user).of(self.municipality).order_by()
        return people.filter(area=self.area) if self.area else people

    def people(self) -> RepresentativeQuerySet:
        """Those who can be asked today: active, with consent to the network, and still available."""
        there = self.everyone().active().filter(Q(available_until=None) | Q(available_until__gte=self.today))
        return consenting(there, Consent.Purpose.NETWORK)

    def held(self) -> Any:
        """What those who can be asked have; lived experience only under consent to it."""
        return terms_of(self.people(), self.municipality)


def terms_of(people: RepresentativeQuerySet, municipality: Any) -> Any:
    """Terms of the people that a request may ask for; of lived experience those under a consent in force."""
    rows = ProfileTerm.objects.filter(
        municipality=municipality, term__kind__in=ASKABLE_KINDS, representative__in=people
    )
    told = Q(representative__in=consenting(people, Consent.Purpose.EXPERIENCE))
    return rows.filter(~Q(term__kind__in=EXPERIENCE_KINDS) | told).order_by()
