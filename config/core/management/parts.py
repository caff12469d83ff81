"""The parts of the test run, each in a pytest process of its own, and the plain words at the end."""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from config.core.management import servers

ROOT = Path(__file__).resolve().parents[3]
NO_TESTS = 5
Needs = Callable[[], AbstractContextManager[str | None]]


@dataclass(frozen=True)
class Part:
    """One heading of the run: what it needs under which name, and how to have that."""

    title: str
    marker: str
    needs: dict[str, Needs] = field(default_factory=dict)
    how_to_have: str = ""
    workers: int = 2


@dataclass(frozen=True)
class Outcome:
    """What came of a part: `ran` is False when something it needs is missing."""

    part: Part
    ran: bool
    good: bool = True
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """The counts in words."""
        return _in_words(self.counts) if self.counts else "stopped before its end"


ORDINARY = "not browser and not services"
# What asks no database, or is about the code, answers the same on both.
SECOND = f"{ORDINARY} and database"
# Chosen tests, and the first part of everything: odd input is tried on the second alone.
CHOSEN = Part("SQLite", ORDINARY)
SQLITE = Part("SQLite", f"{ORDINARY} and not odd_input")
PARTS = (
    SQLITE,
    Part(
        "PostgreSQL",
        SECOND,
        {"TEST_DATABASE_URL": servers.postgresql},
        "install PostgreSQL (on Debian: apt install postgresql), or set TEST_POSTGRES_URL",
    ),
    Part(
        "Browser",
        "browser",
        {"CHROMIUM": lambda: nullcontext(servers.chromium())},
        "install Chromium (on Debian: apt install chromium), or set CHROMIUM to its path",
        workers=0,
    ),
    Part(
        "Production processes with Redis",
        "services",
        {"TEST_DATABASE_URL": servers.postgresql, "TEST_REDIS_URL": servers.redis},
        "install PostgreSQL and Redis (on Debian: apt install postgresql redis-server)",
        workers=0,
    ),
)


def run(parts: Sequence[Part], pytest_args: Sequence[str]) -> list[Outcome]:
    """Runs the parts one after another; all of them, whatever fails."""
    outcomes = []
    for part in parts:
        print(f"\n=== {part.title} " + "=" * max(3, 74 - len(part.title)), flush=True)
        with ExitStack() as stack:
            found = {name: stack.enter_context(need()) for name, need in part.needs.items()}
            missing = [name for name, value in found.items() if value is None]
            outcomes.append(
                _not_run(part)
                if missing
                else _pytest(part, {k: v for k, v in found.items() if v}, pytest_args)
            )
    return outcomes


def summary(outcomes: Sequence[Outcome], *, require_all: bool) -> int:
    """Says what passed, what failed and what was not run; the exit code of the whole."""
    print("\n=== Summary " + "=" * 66)
    for outcome in outcomes:
        if outcome.ran:
            word = "passed" if outcome.good else "FAILED"
            print(f"{word:8} {outcome.part.title}: {outcome.sentence} in {outcome.seconds:.0f} s")
    skipped = [outcome.part for outcome in outcomes if not outcome.ran]
    for part in skipped:
        print(f"NOT RUN  {part.title}. To have it: {part.how_to_have}.")
    if not skipped and len(outcomes) == len(PARTS):
        print("Every part was run.")
    if skipped and require_all:
        print("A part was not run, and --require-all was asked for.")
    bad = any(not outcome.good for outcome in outcomes) or (require_all and bool(skipped))
    total = sum((Counter(outcome.counts) for outcome in outcomes), Counter[str]())
    whole = _in_words({word: total[word] for word in ("failed", "passed", "skipped")})
    print(f"=== {whole} in {sum(outcome.seconds for outcome in outcomes):.2f}s ===")
    return int(bad)


def _not_run(part: Part) -> Outcome:
    print(f"Not run. To have it: {part.how_to_have}.")
    return Outcome(part, ran=False)


def _pytest(part: Part, environment: dict[str, str], pytest_args: Sequence[str]) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="medvirk-results-") as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-m", part.marker, f"--junitxml={results}", "-q"]
        if part.workers and not pytest_args:
            command += ["-n", str(part.workers)]
        started = time.monotonic()
        done = subprocess.run([*command, *pytest_args], cwd=ROOT, env=_environment() | environment)
        seconds = time.monotonic() - started
        good = done.returncode == 0 or (done.returncode == NO_TESTS and bool(pytest_args))
        return Outcome(part, ran=True, good=good, counts=_counts(results), seconds=seconds)


def _environment() -> dict[str, str]:
    """The parts choose their database themselves; what this process was started for is not theirs."""
    own = ("TEST_DATABASE_URL", "DATABASE_URL", "MEDVIRK_MODE", "DJANGO_SETTINGS_MODULE", "MEDVIRK_VAR")
    return {name: value for name, value in os.environ.items() if name not in own}


def _counts(results: Path) -> dict[str, int]:
    if not results.exists():
        return {}
    suite = next(ElementTree.parse(results).iter("testsuite"))  # noqa: S314  # a file that pytest wrote just now
    count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    return {"failed": failed, "passed": passed, "skipped": count["skipped"]}


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {word}" for word, number in counts.items() if number or word == "passed")
