"""`manage.py import_registry FILE --municipality SLUG [--dry-run] [--json]`: standard output is one JSON object."""

import gzip
import io
import json
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import timezone

from config.core.organisations.models import Municipality
from representatives.catalogue.queries import index_for, starter_index
from representatives.spreadsheets import queries, remembering, storing
from representatives.spreadsheets.decisions import certain
from representatives.spreadsheets.erased import without_erased
from representatives.spreadsheets.output import as_text
from representatives.spreadsheets.people import KnownPerson
from representatives.spreadsheets.plan import ImportPlan, plan_import
from representatives.spreadsheets.preview import say
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.sentences import refusal
from representatives.spreadsheets.values import BY_COMMAND, Unreadable
from representatives.spreadsheets.vocabulary import resolver

REFUSED = 2
# Text may be longer than a packed workbook; the reader refuses what is over its own limit.
MOST = max(BY_COMMAND.packed, BY_COMMAND.text)
AT_A_TIME = 64 * 1024
# Every key of the answer, so that a refused file has the same shape as one that was read.
NOTHING: dict[str, Any] = {
    "sheet": None,
    "header_row": None,
    "columns": {},
    "state_columns": [],
    "ignored_columns": [],
    "refused_columns": [],
    "new": [],
    "updated": [],
    "possible_duplicates": [],
    "refused": [],
    "held_back": [],
    "unmapped_terms": [],
}


class Command(BaseCommand):
    help = "Reads a list of representatives and, unless --dry-run, takes in everyone who is certain."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--municipality", required=True, help="slug; one that is not there counts as empty"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="the answer is always JSON; kept for clarity")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        municipality = _municipality(options["municipality"])
        try:
            if municipality is None and not options["dry_run"]:
                self._refuse(_error("no_such_municipality", "There is no such municipality."))
            answer = _take_in(options["file"], municipality, at, is_dry_run=options["dry_run"])
        except Unreadable as unreadable:
            self._refuse(_error(unreadable.code, say(unreadable.sentence)))
        with gzip.open(answer, "rt", encoding="utf-8") as text:
            for piece in iter(lambda: text.read(AT_A_TIME), ""):
                self.stdout.write(piece, ending="")
        self.stdout.write("")

    def _refuse(self, error: dict[str, str]) -> NoReturn:
        self.stdout.write(json.dumps({**NOTHING, "error": error}, ensure_ascii=False, indent=2))
        raise SystemExit(REFUSED)


def _take_in(path: Path, municipality: Municipality | None, at: datetime, *, is_dry_run: bool) -> IO[bytes]:
    """Takes in everyone who is certain and returns the answer, packed: it is long, and said when all is written."""
    plan, answer = _plan(path, municipality, at), io.BytesIO()
    with gzip.open(answer, "wt", encoding="utf-8", compresslevel=1) as text:
        text.writelines(as_text(plan, say))
    answer.seek(0)
    if municipality is not None and not is_dry_run:
        people = certain(plan)
        del plan
        storing.take_in(people=people, file_name=path.name, municipality=municipality, by=None, at=at)
    return answer


def _plan(path: Path, municipality: Municipality | None, at: datetime) -> ImportPlan:
    known: list[KnownPerson] = queries.known_people(municipality) if municipality else []
    index = index_for(municipality) if municipality else starter_index()
    plan = plan_import(
        read_workbook(_bytes(path), path.name, limits=BY_COMMAND),
        today=timezone.localdate(at),
        known=known,
        resolve_term=resolver(index),
        max_rows=BY_COMMAND.rows,
        remembered=remembering.remembered(municipality) if municipality else None,
    )
    return plan if municipality is None else without_erased(plan, municipality)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        raise refusal("not_found") from error
    return data


def _municipality(slug: str) -> Municipality | None:
    """The municipality, or None where there is none, or no database yet."""
    try:
        if Municipality._meta.db_table not in connection.introspection.table_names():
            return None
        return Municipality.objects.filter(slug=slug).first()
    except DatabaseError:
        return None


def _error(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}
