"""Rows per second of an import, against writing the same rows with the driver alone; and memory of the command.

    python benchmarks/import_rate.py [--rows 20000] [--command-rows 100000]

Takes a list of invented people in, from bytes to registry, on the database of DATABASE_URL (a fresh SQLite file when
it is absent; otherwise an empty database made for this). Then reads back every row that was written, lets the
transaction go, and writes the very same values with the driver's `executemany`, in the same tables. Prints both
and the ratio. `--command-rows` also runs `manage.py import_registry` over a text of that many rows in a process of
its own, and prints its peak memory. Goal: 100,000 rows under 400 MiB.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]
GOAL_MIB = 400


class Undone(Exception):
    """Lets a transaction go."""


def text_of(rows: int) -> bytes:
    """The list as semicolon-separated text."""
    from import_registry import row

    headings = "Navn;Telefon;E-post;Født;Bydel;Erfaring;Kan bidra med;Samtykke;Aktiv;Merknad"
    lines = (";".join(str(cell) for cell in row(number)) for number in range(rows))
    return "\n".join((headings, *lines)).encode()


def compare(rows: int) -> None:
    """Prints rows per second of the import and of the driver alone, and the ratio."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from config.core.organisations import services as organisations
    from representatives.catalogue import services as catalogue

    call_command("migrate", verbosity=0)
    place = organisations.create_municipality(slug="benk", name="Benk", at=timezone.now())
    catalogue.load_starter_catalogue()
    data = text_of(rows)
    try:
        with transaction.atomic():
            start = time.perf_counter()
            _take_in(data, place)
            imported = time.perf_counter() - start
            tables = _written(place)
            raise Undone
    except Undone:
        written = sum(len(values) for _table, _columns, values in tables)
    try:
        with transaction.atomic():
            alone = _by_driver(tables)
            raise Undone
    except Undone:
        print(f"{rows} people, {written} rows in {len(tables)} tables")
    print(f"import, from bytes to registry   {imported:6.1f} s   {written / imported:9.0f} rows/s")
    print(f"the driver alone                 {alone:6.1f} s   {written / alone:9.0f} rows/s")
    print(f"ratio                            {imported / alone:6.1f}")


def _take_in(data: bytes, place: Any) -> None:
    from django.utils import timezone

    from representatives.spreadsheets import services, storing
    from representatives.spreadsheets.decisions import certain
    from representatives.spreadsheets.values import BY_COMMAND

    at = timezone.now()
    plan = services.plan(
        data=data, file_name="liste.csv", municipality=place, today=timezone.localdate(at), limits=BY_COMMAND
    )
    people = certain(plan)
    del plan
    storing.take_in(
        people=people,
        file_name="liste.csv",
        municipality=place,
        by=None,
        at=at,
    )


def _written(place: Any) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """Table, columns and values of every row that the import wrote, people first."""
    from django.db import connection

    from config.core.audit.models import AuditEvent
    from representatives import models

    kinds = (
        models.ImportRun,
        models.Representative,
        models.StateChange,
        models.Consent,
        models.ProfileTerm,
        models.Training,
        models.Declaration,
        models.ImportedPerson,
        AuditEvent,
    )
    found = []
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(f'SELECT * FROM "{kind._meta.db_table}" WHERE municipality_id = %s', [place.pk])  # noqa: S608  # our own names
            columns = [column[0] for column in cursor.description]
            values = [tuple(map(_plain, line)) for line in cursor.fetchall()]
            found.append((kind._meta.db_table, columns, values))
    return [table for table in found if table[2]]


def _plain(value: Any) -> Any:
    """A value as the driver takes it: JSON as text."""
    import json

    return json.dumps(value) if isinstance(value, (dict, list)) else value


def _by_driver(tables: list[tuple[str, list[str], list[tuple[Any, ...]]]]) -> float:
    """Seconds that the driver takes to write the values, in the tables as they are."""
    from django.db import connection

    mark = "?" if connection.vendor == "sqlite" else "%s"
    cursor = connection.connection.cursor()
    start = time.perf_counter()
    for table, columns, values in tables:
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join(mark for _column in columns)
        # Lines of the trail that were there before stand; the new ones get numbers of their own.
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING', values)  # noqa: S608  # our own names
    return time.perf_counter() - start


def command(rows: int, folder: Path) -> bool:
    """Prints time and peak memory of the command over so many rows; True when the goal is kept."""
    path = folder / "liste.csv"
    path.write_bytes(text_of(rows))
    start = time.perf_counter()
    asked = [sys.executable, str(ROOT / "manage.py"), "import_registry", str(path), "--municipality", "benk"]
    with (folder / "answer.json").open("wb") as answer:
        ended = subprocess.run(asked, stdout=answer, stderr=subprocess.DEVNULL, check=False)  # noqa: S603  # our own command
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    taken = len(json.loads((folder / "answer.json").read_bytes())["new"])
    print(
        f"the command, {rows} rows: {taken} new in {seconds:.0f} s   peak {peak:.0f} MiB   exit {ended.returncode}"
    )
    return taken == rows and peak < GOAL_MIB


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--command-rows", type=int, default=100_000)
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="medvirk-benchmark-"))
    os.environ |= {"MEDVIRK_VAR": str(folder), "MEDVIRK_MODE": "local"}
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        compare(chosen.rows)
        is_kept = not chosen.command_rows or command(chosen.command_rows, folder)
    finally:
        shutil.rmtree(folder)
    sys.exit(not is_kept)


if __name__ == "__main__":
    main()
