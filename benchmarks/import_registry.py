"""How long a list of 20,000 people takes, and how much memory: preview and confirm through the services.

    python benchmarks/import_registry.py [--rows 20000] [--again]

Makes an xlsx with consent, experience and skills for most rows, reads it into a draft as the page does, confirms it,
and does the job, on a fresh SQLite database in a folder of its own. `--again` reads the same list once more, when
everyone is known. Peak memory is of this process; the child that reads the workbook limits itself to 170 MiB.
Goal: preview and confirm within 60 s together, under 400 MiB.
"""

import argparse
import io
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
WORDS = ("demens", "kreft", "KOLS", "diabetes", "hjerneslag", "rus", "psykisk helse", "ukjent ord")
SKILLS = ("møteleder", "foredrag", "skrive", "sosiale medier")
GOAL_SECONDS, GOAL_MIB = 60, 400


def sheet(rows: int) -> bytes:
    """A workbook as a municipality keeps it; every ninth person has no consent, every fifteenth has left."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page = book.add_worksheet("Brukerrepresentanter")
    headings = (
        "Navn",
        "Telefon",
        "E-post",
        "Født",
        "Bydel",
        "Erfaring",
        "Kan bidra med",
        "Samtykke",
        "Aktiv",
        "Merknad",
    )
    page.write_row(0, 0, headings)
    for number in range(rows):
        page.write_row(number + 1, 0, row(number))
    book.close()
    return out.getvalue()


def row(number: int) -> tuple[str | int, ...]:
    """One invented person, different from all others in name, phone and address."""
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))
    return (
        f"Per{letters} Prøve{letters[::-1]}",
        f"4{number:07d}",
        f"person{number}@example.org" if number % 5 else "",
        1940 + number % 60,
        ("Sentrum", "Øyane", "Vestbygda")[number % 3],
        f"{WORDS[number % len(WORDS)]}, {WORDS[number * 3 % len(WORDS)]} (pårørende)",
        SKILLS[number % len(SKILLS)],
        "" if number % 9 == 0 else f"{1 + number % 28:02d}.03.2024",
        "nei" if number % 15 == 0 else "ja",
        "Vil helst bli ringt." if number % 4 == 0 else "",
    )


@contextmanager
def timed(name: str, seconds: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - start
    print(f"{name:<10} {seconds[name]:6.1f} s   peak {_mib():5.0f} MiB", flush=True)


def _mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(rows: int, *, is_twice: bool) -> bool:
    """Prints what each part took; True when both goals are kept."""
    data = sheet(rows)
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from config.core.accounts import services as accounts
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Role
    from representatives.catalogue import services as catalogue

    call_command("migrate", verbosity=0)
    at = timezone.now()
    place = organisations.create_municipality(slug="benk", name="Benk", at=at)
    catalogue.load_starter_catalogue()
    member = accounts.give_role(
        municipality=place, email="benk@example.org", role=Role.FACILITATOR, by=None, at=at
    )
    print(f"{rows} rows, {len(data) / 1e6:.1f} MB; before the list {_mib():.0f} MiB")
    seconds: dict[str, float] = {}
    for turn in ("", " again") if is_twice else ("",):
        take_in(data, place, member.user, seconds, turn)
    total = seconds["preview"] + seconds["confirm"]
    peak = _mib()
    print(f"together   {total:6.1f} s   peak {peak:5.0f} MiB")
    return total <= GOAL_SECONDS and peak < GOAL_MIB


def take_in(data: bytes, place: object, user: object, seconds: dict[str, float], turn: str) -> None:
    """One list through the same services as the page."""
    from django.utils import timezone

    from config.core.jobs import services as jobs
    from representatives.spreadsheets import preview, services
    from representatives.spreadsheets.decisions import Decisions

    at = timezone.now()
    with timed(f"preview{turn}", seconds):
        plan = services.plan(
            data=data, file_name="liste.xlsx", municipality=place, today=timezone.localdate(at)
        )
        draft = services.keep_draft(plan=plan, file_name="liste.xlsx", municipality=place, by=user, at=at)
        preview.context(plan, place)
    counts = {"new": len(plan.new), "updated": len(plan.updated), "doubtful": len(plan.possible_duplicates)}
    del plan
    with timed(f"confirm{turn}", seconds):
        job = services.confirm(draft=draft, decisions=Decisions({}, {}), by=user, at=timezone.now())
        jobs.run(job.pk, at=timezone.now())
    job.refresh_from_db()
    print(f"           {counts} → {job.state} {job.result} {job.failure}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--again", action="store_true")
    chosen = options.parse_args()
    folder = tempfile.mkdtemp(prefix="medvirk-benchmark-")
    os.environ |= {
        "MEDVIRK_VAR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
        "MEDVIRK_MODE": "local",
    }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        is_good = run(chosen.rows, is_twice=chosen.again)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
