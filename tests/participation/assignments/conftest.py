"""Refusals are read in the source language, whatever is translated."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _refusals_are_read_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
