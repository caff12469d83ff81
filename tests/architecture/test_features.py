"""`docs/features.csv` tells the truth: every page, address and test that it names exists."""

import csv
import re
from pathlib import Path

import pytest
from django.urls import Resolver404, get_resolver, resolve

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = ["issue", "line", "page", "api", "test"]


def features() -> list[dict[str, str]]:
    """The rows of the table."""
    with (ROOT / "docs" / "features.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert list(rows[0]) == COLUMNS
    return rows


def page_names() -> set[str]:
    """Names of every address, those inside a municipality too."""
    names: set[str] = set()

    def gather(resolver: object) -> None:
        for pattern in getattr(resolver, "url_patterns", ()):
            if getattr(pattern, "name", None):
                names.add(pattern.name)
            gather(pattern)

    gather(get_resolver())
    return names


def test_every_feature_has_a_page_or_an_address_and_a_test():
    assert [row for row in features() if not row["test"] or not (row["page"] or row["api"])] == []


def test_every_page_exists():
    assert {row["page"] for row in features() if row["page"]} - page_names() == set()


@pytest.mark.parametrize("path", sorted({row["api"] for row in features() if row["api"]}))
def test_every_address_of_the_api_exists(path):
    example = re.sub(r"\{[^}]+\}", "x" * 22, path.split(" ")[-1])
    try:
        resolve(example)
    except Resolver404:
        pytest.fail(f"{path} is not an address of the API")


@pytest.mark.parametrize("test", sorted({row["test"] for row in features()}))
def test_every_test_exists(test):
    name, _separator, function = test.partition("::")
    path = ROOT / name
    assert path.exists()
    if function:
        assert re.search(rf"^def {re.escape(function.split('[')[0])}\(", path.read_text(), re.MULTILINE)
