"""A yearly report of a large municipality: milliseconds, statements and memory, against the same totals by hand.

    python benchmarks/report.py [--contributions 10000] [--meetings 2000] [--units 50] [--rounds 5] [--server postgres://…]

Makes a database of its own on a PostgreSQL server, with a year of meetings, attendances, claims and contributions
along the chain, and counts every figure of the last whole year. `benchmarks/report_totals.py` counts the same totals
with one hand-written statement each: they must be equal. Goals: figures within 2 s and 60 statements, at most 3 times
as long as the totals by hand, memory under 300 MiB; the whole report, frozen and written, is printed beside it.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

SECONDS, STATEMENTS, TIMES, MEBIBYTES = 2.0, 60, 3.0, 300.0
YEAR = 2026
TODAY = date(YEAR + 1, 2, 1)
FIRST = date(YEAR, 1, 1)


def run(contributions: int, meetings: int, units: int, rounds: int) -> bool:
    """Prints each figure; whether every goal is kept."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks import report_totals, report_year
    from participation.reports import services
    from participation.reports.figures import count_all
    from participation.reports.period import year
    from participation.reports.rows import Rows

    call_command("migrate", verbosity=0)
    place = report_year.lay(contributions, meetings, units, YEAR)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def figures() -> dict[str, Any]:
        return {one.key: one.value for one in count_all(Rows(place, None, year(YEAR), TODAY))}

    def by_hand() -> dict[str, Any]:
        return report_totals.totals(place.pk, YEAR)

    print(f"{contributions} contributions, {meetings} meetings, {units} units, a year")
    _forget_peak()
    before = _mebibytes()
    counted = figures()
    used, found = _mebibytes(), by_hand()
    wrong = {key: (counted[key], value) for key, value in found.items() if counted[key] != value}
    print(f"{len(counted)} figures, {len(found)} of them counted by hand too: {wrong or 'all equal'}")
    took, hand = _median(figures, rounds), _median(by_hand, rounds)
    with CaptureQueriesContext(connection) as told:
        figures()
    print(f"figures: {took:.2f} s (goal {SECONDS} s), {len(told)} statements (goal {STATEMENTS})")
    print(f"the same {len(found)} totals by hand: {hand:.2f} s; {took / hand:.2f} times (goal {TIMES})")
    print(
        f"memory: {used:.0f} MiB (goal {MEBIBYTES:.0f} MiB), {used - before:.0f} MiB more than before counting"
    )
    started = time.perf_counter()
    report = services.make_report(
        municipality=place,
        period_from=FIRST,
        period_to=date(YEAR, 12, 31),
        by=None,
        at=datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=9),
    )
    frozen = time.perf_counter() - started
    print(f"the whole report, frozen: {frozen:.2f} s, {_mebibytes():.0f} MiB, {report.public_id}")
    kept = not wrong and took < SECONDS and len(told) <= STATEMENTS
    return kept and took <= TIMES * hand and used < MEBIBYTES


def _median(act: Callable[[], Any], rounds: int) -> float:
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _forget_peak() -> None:
    """Laying the year held more than counting it: begin anew, where the system lets us (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def _mebibytes() -> float:
    """The most that this process has held since."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--contributions", type=int, default=10_000)
    parser.add_argument("--meetings", type=int, default=2000)
    parser.add_argument("--units", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--server", default=SERVER)
    asked = parser.parse_args()
    with own_database("report", asked.server):
        is_met = run(asked.contributions, asked.meetings, asked.units, asked.rounds)
    sys.exit(not is_met)
