"""What tests of participation have: races commit for real, and are cleaned away past the append-only triggers."""

from collections.abc import Iterator

import pytest

from tests.helpers.flush import DatabaseOperations, flush_past_triggers


@pytest.fixture(autouse=True, scope="session")
def _committed_rows_can_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_past_triggers)
        yield
