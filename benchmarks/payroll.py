"""Seconds that a payroll export takes: marking the claims as sent, and making both files.

    python benchmarks/payroll.py [--claims 5000]

Makes invented people with approved fees on the database of DATABASE_URL (a fresh SQLite file when it is absent;
otherwise an empty database made for this), sends them, and prints how long each step took. Goal: the export of 5,000
claims, with its file, under 3 s.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]
GOAL, A_MEETING = 3.0, 50


def _timed(what: str, act: Callable[[], Any]) -> tuple[Any, float]:
    start, worked = time.perf_counter(), time.process_time()
    made = act()
    took, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"{what}: {took:.2f} s, of them {worked:.2f} s on the processor")
    return made, took


def lay(number: int) -> Any:
    """A municipality with so many approved fees, fifty people at each meeting."""
    from django.utils import timezone

    from config.core.organisations.models import Unit
    from config.core.organisations.services import create_municipality
    from participation.models import Assignment, Attendance, Claim, Meeting, Rate
    from projects.models import Project, Request
    from representatives.models import Representative

    at, day = timezone.now(), timezone.localdate()
    place = create_municipality(slug="benk", name="Benk", at=at)
    common: dict[str, Any] = {"municipality": place}
    unit = Unit.objects.create(name="Legevakta", **common)
    project = Project.objects.create(unit=unit, title="Ventetid", state="running", created_at=at, **common)
    request = Request.objects.create(
        project=project, title="Femti", state="open", seats=A_MEETING, seed="s", created_at=at, **common
    )
    people = Representative.objects.bulk_create(
        Representative(
            given_name=f"Kari {turn}", family_name="Prøve", state="active", created_at=at, **common
        )
        for turn in range(A_MEETING)
    )
    seats = Assignment.objects.bulk_create(
        Assignment(request=request, representative=person, started_on=day, **common) for person in people
    )
    rate = Rate.objects.create(kind="fee_hour", amount=355, valid_from=day, **common)
    meetings = Meeting.objects.bulk_create(
        Meeting(project=project, title=f"Møte {turn}", held_on=day, state="held", created_at=at, **common)
        for turn in range(-(-number // A_MEETING))
    )
    present = Attendance.objects.bulk_create(
        Attendance(meeting=meeting, assignment=seat, was_present=True, hours=2, **common)
        for meeting in meetings
        for seat in seats
    )
    fee: dict[str, Any] = {"kind": "fee", "quantity": 2, "rate": rate, "amount": Decimal(710), **common}
    Claim.objects.bulk_create(
        Claim(attendance=one, state="approved", incurred_on=day, **fee) for one in present[:number]
    )
    return place


def run(number: int) -> bool:
    """Prints the seconds of each step; whether the goal is met."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from participation.claims import exporting, sheets

    call_command("migrate", verbosity=0)
    place = lay(number)
    made, marking = _timed(
        f"{number} claims marked as sent",
        lambda: exporting.export(municipality=place, until=timezone.localdate(), by=None, at=timezone.now()),
    )
    slowest = 0.0
    for kind in sheets.KINDS:
        data, took = _timed(kind.upper(), lambda kind=kind: b"".join(sheets.file_of(made, kind).content))
        print(f"  {len(data):,} bytes")
        slowest = max(slowest, took)
    print(f"Export with its file: {marking + slowest:.2f} s (goal: under {GOAL} s)")
    return marking + slowest < GOAL


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=5000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        is_met = run(asked.claims)
    sys.exit(not is_met)
