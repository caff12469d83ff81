"""House rules that a machine can read in the source."""

import ast
import configparser
import re
from collections.abc import Callable

import pytest

from tests.helpers.house import APPS, ROOT, calls, imported, named, sources, templates, tree

MOST_FILE_LINES = 300
# The settings are one list, read from top to bottom.
MAY_BE_LONGER = {"config/settings.py": 400}
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 120
# Text that is trusted as markup; who adds a file here says why no person's words can be in it.
MAY_MARK_SAFE = {
    "config/core/ui/templatetags/ui.py",  # icons, from files of a locked package
}
# Where mail leaves; nowhere else is an e-mail made.
MAY_SEND_MAIL = {
    "config/core/outbox/envelope.py",
    "config/core/outbox/line.py",
    "config/core/outbox/kept.py",
    # Names the class only: a mail server of the fiction that keeps nothing.
    "participation/demonstration/post.py",
}
# The clock is read at the edges only: pages, API, tasks, commands. The domain is told the time.
CLOCKLESS = ("models", "services", "queries")
READS_THE_CLOCK = {
    "config/core/jobs/services.py",  # a lease is about the running process, not about the domain
}
TAKES_A_DAY = {
    "participation/invitations/policies.py",  # of a moment that is local already
    "representatives/spreadsheets/dates.py",  # of a cell, which knows no zone
}
HTTP = (
    "django.http",
    "django.shortcuts",
    "django.views",
    "django.forms",
    "celery",
    "rest_framework",
    "django_filters",
)
ROOMS_WITHOUT_LAYERS = {"access", "health", "ui", "management", "migrations", "matching", "demonstration"}


def _offenders(rule: Callable[[ast.Call], bool], *names: str) -> list[str]:
    return [
        f"{named(path)}:{call.lineno}"
        for path in sources()
        for called, call in calls(path)
        if called in names and rule(call)
    ]


def test_files_are_short():
    lengths = {named(path): _lines(path) for path in sources(with_tests=True)}
    long = {
        name: lines for name, lines in lengths.items() if lines > MAY_BE_LONGER.get(name, MOST_FILE_LINES)
    }

    assert long == {}


def test_functions_are_short():
    long = []
    for path in sources(with_tests=True):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    long.append(f"{named(path)}:{node.lineno} {node.name} has {length} lines")

    assert not long


def test_templates_are_short():
    assert {named(path): _lines(path) for path in templates() if _lines(path) > MOST_TEMPLATE_LINES} == {}


def _lines(path) -> int:
    return len(path.read_text().splitlines())


def test_markup_is_trusted_only_where_it_was_reviewed():
    marked = {
        named(path)
        for path in sources()
        for called, _call in calls(path)
        if called in ("mark_safe", "SafeString")
    }

    assert marked <= MAY_MARK_SAFE
    pages = [path for path in templates() if path.suffix == ".html"]
    assert [named(path) for path in pages if re.search(r"\|\s*safe|autoescape off", path.read_text())] == []


def test_locks_name_their_table():
    """Without `of`, a lock taken through a join also locks the other table, and two orders make a deadlock."""
    bare = _offenders(lambda call: not any(word.arg == "of" for word in call.keywords), "select_for_update")

    assert not bare


def test_mail_leaves_through_the_outbox():
    made = {
        named(path)
        for path in sources()
        if any(name.startswith("django.core.mail") for name in imported(path))
    }

    assert made <= MAY_SEND_MAIL


def _reads_the_clock(called: str, call: ast.Call) -> bool:
    """The local day of a moment that is given asks no clock."""
    return called in ("now", "today", "utcnow") or (called == "localdate" and not call.args)


def test_the_domain_reads_no_clock():
    reading = {
        named(path)
        for path in sources()
        if path.stem in CLOCKLESS and any(_reads_the_clock(called, call) for called, call in calls(path))
    }

    assert reading <= READS_THE_CLOCK


def test_a_day_is_the_day_where_people_live():
    """Moments are kept in UTC: `moment.date()` is yesterday from midnight to one or two at night."""
    taken = {
        named(path)
        for path in sources()
        for called, call in calls(path)
        if called == "date" and not call.args
    }

    assert taken <= TAKES_A_DAY


@pytest.mark.parametrize("kind", ["models", "services", "queries"])
def test_rules_know_no_http_no_forms_and_no_queue(kind):
    knowing = [
        f"{named(path)}: {name}"
        for path in sources()
        if path.stem == kind
        for name in imported(path)
        if any(name == word or name.startswith(f"{word}.") for word in HTTP)
    ]

    assert not knowing


def test_every_room_is_in_the_import_contracts():
    contracts = configparser.ConfigParser(comment_prefixes=("#",), interpolation=None)
    contracts.read(ROOT / ".importlinter")
    listed = set(contracts["importlinter:contract:inside-a-room"]["containers"].split())
    folders = [folder for app in (*APPS[1:], "config/core") for folder in sorted((ROOT / app).iterdir())]
    rooms = {
        named(folder).replace("/", ".")
        for folder in folders
        if (folder / "__init__.py").exists() and folder.name not in ROOMS_WITHOUT_LAYERS
    }

    assert rooms == listed


def test_every_module_says_what_it_is_for():
    assert [
        named(path) for path in sources() if _has_code(path) and ast.get_docstring(tree(path)) is None
    ] == []


def _has_code(path) -> bool:
    return bool(tree(path).body)


def test_nothing_is_left_for_later():
    words = ("TO" + "DO", "FIX" + "ME", "X" + "XX")
    found = [
        named(path)
        for path in sources(with_tests=True)
        if any(f"# {word}" in path.read_text() for word in words)
    ]

    assert not found
