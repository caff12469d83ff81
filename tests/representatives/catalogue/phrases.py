"""The real-style phrases of `phrases.tsv`, read for tests and for the benchmark."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Expected:
    """A phrase, the terms a reader would accept for it, its sort, and its group: seen, held or none."""

    group: str
    sort: str
    keys: frozenset[str]
    text: str


@cache
def _rows() -> tuple[Expected, ...]:
    lines = (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple(
        Expected(group, sort, frozenset(filter(None, keys.split("+"))), text)
        for group, sort, keys, text in rows
    )


def expected_phrases() -> tuple[Expected, ...]:
    return tuple(row for row in _rows() if row.group != "none")


def unrelated_phrases() -> tuple[str, ...]:
    return tuple(row.text for row in _rows() if row.group == "none")
