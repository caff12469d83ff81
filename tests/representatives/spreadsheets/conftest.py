"""What the tests of the import share: the catalogue, and a file read as Alice's draft."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from representatives.catalogue import services as catalogue
from representatives.spreadsheets import services
from representatives.spreadsheets.models import ImportDraft
from tests.cast import AT
from tests.representatives.spreadsheets.lists import LIST


@pytest.fixture
def starter_terms(db):
    catalogue.load_starter_catalogue()


@pytest.fixture
def read(municipality, alice, starter_terms):
    """`read(bytes)`: the file as a draft, Alice's unless `by` says otherwise."""

    def drafted(data: bytes = LIST, by: Any = alice, at=AT) -> ImportDraft:
        plan = services.plan(data=data, file_name="liste.csv", municipality=municipality, today=at.date())
        return services.keep_draft(plan=plan, file_name="liste.csv", municipality=municipality, by=by, at=at)

    return drafted


@pytest.fixture
def files_written(tmp_path, monkeypatch) -> Callable[[], list[Path]]:
    """`files_written()`: what has come into the folder of temporary files, which is the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return lambda: list(folder.rglob("*"))
