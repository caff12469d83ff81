"""The catalogue, which reading a list needs."""

from tests.representatives.spreadsheets.conftest import starter_terms  # noqa: F401  # a fixture is found by its name
