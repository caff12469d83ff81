"""The world that the tests of isolation and of reading share."""

from tests.architecture.world import world  # noqa: F401  # a fixture is found by its name here
