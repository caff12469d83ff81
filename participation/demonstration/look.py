"""The name, the colour and the coat of arms of Nordvik: drawn for the fiction. Apart."""

from datetime import datetime
from functools import partial
from pathlib import Path

from config.core.organisations import looks
from participation.demonstration.apart import apart
from participation.demonstration.course import BEFORE, Year

ARMS = Path(__file__).parent / "year" / "arms.png"
COLOUR = "#0b4f6c"


def plan(year: Year) -> None:
    """The administrator sets it when the municipality begins."""
    year.plan(year.moment(-BEFORE, 9), apart("look")(partial(_set, year)))


def _set(year: Year, at: datetime) -> None:
    looks.set_look(
        municipality=year.municipality,
        name="Nordvik kommune",
        accent=COLOUR,
        arms=ARMS.read_bytes(),
        by=None,
        at=at,
    )
