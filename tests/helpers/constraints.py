"""A bad row is refused by the database itself."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction


def assert_refused(make: Callable[[], object], name: str) -> None:
    """The row is refused; PostgreSQL names the constraint, SQLite names it or its columns."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    assert connection.vendor == "sqlite" or name in str(error.value)
