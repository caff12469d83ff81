"""People in their seats."""

from tests.participation.seats import (  # noqa: F401  # fixtures are found by their names here
    owner,
    paula,
    project,
    refusals_in_english,
    rolf,
)
