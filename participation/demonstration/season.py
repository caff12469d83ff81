"""The season of the year: last of all the facilitator has a plan made for every seat that is open."""

from participation.demonstration.course import Year
from projects.season import making, services


def make(year: Year) -> None:
    """After everything else, so that the plan is of the network as it is found."""
    begun = services.begin(municipality=year.municipality, by=year.facilitator, at=year.end)
    making.make(plan=begun, at=year.end, progress=lambda _done, _total: None)
