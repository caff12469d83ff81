"""`manage.py import_registry`: one JSON object on standard output, 0 when readable, 2 when refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from config.core.audit.models import AuditEvent
from representatives.catalogue import services as catalogue
from representatives.consent.models import Consent
from representatives.registry.models import Representative
from representatives.spreadsheets.values import BY_COMMAND
from tests.helpers.house import ROOT
from tests.make.people import make_representative
from tests.representatives.spreadsheets.books import SAMPLES, text

KEYS = {
    "sheet",
    "header_row",
    "columns",
    "state_columns",
    "ignored_columns",
    "refused_columns",
    "new",
    "updated",
    "possible_duplicates",
    "refused",
    "held_back",
    "unmapped_terms",
}


@pytest.fixture
def run(capfd):
    """`run("list.csv")`: the answer and the exit code of the command."""

    def ran(file, *options: str) -> tuple[dict, int]:
        code = 0
        try:
            call_command("import_registry", str(file), "--municipality", "granvik", *options)
        except SystemExit as end:
            code = int(end.code or 0)
        return json.loads(capfd.readouterr().out), code

    return ran


@pytest.fixture
def alma(tmp_path) -> Path:
    file = Path(tmp_path) / "liste.csv"
    rows = [
        ("Navn", "Telefon", "E-post", "Samtykke", "Erfaring"),
        ("Alma Ask", "40612001", "alma@example.org", "01.02.2025", "demens"),
    ]
    file.write_bytes(text(rows))
    return file


@pytest.mark.parametrize("name", ["nordvik.xlsx", "vestfjord.xlsx", "fjordbyen.csv"])
def test_a_dry_run_says_everything_and_stores_nothing(run, municipality, name):
    answer, code = run(SAMPLES / name, "--dry-run", "--json")

    assert (code, answer.keys()) == (0, KEYS)
    assert answer["new"]
    assert not Representative.objects.exists()
    assert not AuditEvent.objects.filter(kind__startswith="representative").exists()


def test_a_text_that_is_longer_than_a_workbook_may_be_is_read_to_its_last_row(run, municipality, tmp_path):
    file = Path(tmp_path) / "liste.csv"
    rows = [(f"Alma Ask{chr(97 + n // 26)}{chr(97 + n % 26)}", "x" * 9_000) for n in range(600)]
    file.write_bytes(text([("Navn", "Fyll"), *rows, ("Siste Person", "")]))
    assert file.stat().st_size > BY_COMMAND.packed

    answer, _code = run(file, "--dry-run")

    assert len(answer["new"]) == 601
    assert answer["new"][-1]["name"] == "Siste Person"


def test_each_row_is_in_exactly_one_place(run, municipality):
    answer, _code = run(SAMPLES / "nordvik.xlsx", "--dry-run")
    rows = [
        person["row"]
        for place in ("new", "updated", "possible_duplicates", "refused")
        for person in answer[place]
    ]

    assert len(rows) == len(set(rows)) == 68


def test_the_real_thing_takes_in_whoever_is_certain(run, municipality, alma):
    catalogue.load_starter_catalogue()
    answer, code = run(alma)

    assert (code, len(answer["new"])) == (0, 1)
    person = Representative.objects.get()
    assert (person.name, person.state, person.municipality) == ("Alma Ask", "active", municipality)
    assert person.terms.get().term.key == "dementia"
    assert Consent.objects.in_force().count() == 2
    assert AuditEvent.objects.about(person).get().actor_id == ""


def test_possible_duplicates_wait_for_a_person_who_decides(run, municipality, alma):
    make_representative(municipality, "Alma Ask", email="", phone="", consents=())
    answer, code = run(alma)

    assert (code, len(answer["possible_duplicates"])) == (0, 1)
    assert Representative.objects.count() == 1


def test_the_same_file_again_updates_and_changes_nothing(run, municipality, alma):
    catalogue.load_starter_catalogue()
    run(alma)
    trail = AuditEvent.objects.count()
    answer, code = run(alma)

    assert (code, len(answer["new"]), len(answer["updated"])) == (0, 0, 1)
    assert Representative.objects.count() == 1
    assert AuditEvent.objects.count() == trail


def test_a_municipality_that_is_not_there_is_refused_but_counts_as_empty_in_a_dry_run(run, db, alma):
    answer, code = run(alma)
    assert (code, answer["error"]["code"]) == (2, "no_such_municipality")
    assert answer.keys() == KEYS | {"error"}

    answer, code = run(alma, "--dry-run")
    assert (code, len(answer["new"])) == (0, 1)


@pytest.mark.parametrize(
    "content", [None, b"", b"%PDF-1.7", b"a;b\n1;2\n"], ids=["no file", "empty", "pdf", "no header"]
)
def test_what_cannot_be_read_is_refused_with_every_key_and_a_reason(run, municipality, tmp_path, content):
    file = tmp_path / "liste.csv"
    if content is not None:
        file.write_bytes(content)
    answer, code = run(file)

    assert (code, answer.keys()) == (2, KEYS | {"error"})
    assert answer["error"]["code"]
    assert answer["error"]["message"]
    assert not Representative.objects.exists()


def test_a_dry_run_needs_no_database_and_leaves_standard_output_clean(tmp_path, alma):
    environment = {
        "PATH": os.environ["PATH"],
        "MEDVIRK_VAR": str(tmp_path / "var"),
        "MEDVIRK_BOOTSTRAP": "off",
    }
    command = [
        sys.executable,
        "manage.py",
        "import_registry",
        str(alma),
        "--municipality",
        "nowhere",
        "--dry-run",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert [person["name"] for person in json.loads(done.stdout)["new"]] == ["Alma Ask"]
