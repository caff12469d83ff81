"""Every door of the house with real keys: pages and API actions, filled in with the rows of a town."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db import connection
from django.urls import reverse

from config.core.access.permissions import Permission
from tests.helpers.house import addresses, own_models
from tests.make.town import Town

MUNICIPAL = re.compile(r"^\^\(\?P<municipality>")
# Which row of a town fits a part of an address; parts that are not listed are called as the row.
ROW_OF = {"kept": "profile_term", "term": "request_term", "catalogue_term": "term"}
WORDS = {
    "purpose": "network",
    "key": "said",
    "moment": "after-a-no",
    "step": "do",
    "question": "well",
    "readiness_question": "time",
    "stage": "design",
    "letter_kind": "application.declined",
    "language": "nb",
    "kind": "after_meeting",
    "side": "representative",
}
# Which row of a town a collection of the API is about, where the names differ.
ROW_OF_COLLECTION = {
    "archive_appointment": "assignment",
    "archive_mandate": "request",
    "archive_report": "report",
    "availability": "representative",
    "candidate": "request",
    "candidate_weighing": "request",
    "coverage": "unit",
    "duplicate": "merge",
    "ending": "request",
    "engagement": "unit",
    "feasibility": "request",
    "feedback_look": "pulse_voice",
    "gap": "term",
    "my_call": "call",
    "my_claim": "claim",
    "my_consent": "consent",
    "my_day": "day_exception",
    "my_feedback": "pulse_voice",
    "my_need": "support_need",
    "my_no_go": "no_go",
    "my_suggestion": "request",
    "my_term": "profile_term",
    "my_topic": "topic",
    "proxy": "representative",
    "role_matrix": "project",
    "question": "invitation",
    "suggestion": "request",
    "support_need": "representative",
    "topic": "representative",
    "visibility": "representative",
    "writing": "request",
}
# Second ids of addresses of the API: the part, and the row of the town.
SECOND_IDS = {
    "term_id": "request_term",
    "no_go": "no_go",
    "day_exception": "day_exception",
    "need": "support_need",
    "topic": "topic",
    "receipt": "receipt",
    "plan_line": "plan_line",
}
NOWHERE = "z" * 22
# What a look may write: that somebody looked, what was shown, and the sign-in itself.
TRACES = {"core.AuditEvent", "projects.Showing", "core.ApiToken", "core.User"}


@dataclass(frozen=True)
class Door:
    """One address with real ids: `rows` are the names of the town's rows in it."""

    name: str
    method: str
    path: str
    permission: Permission
    rows: tuple[str, ...]


def pages(town: Town, others: tuple[Town, ...] = ()) -> Iterator[Door]:
    """Pages of the town's municipality. With `others`, every mix of ids in which at least one is theirs."""
    for address, pattern in addresses():
        if not MUNICIPAL.match(address):
            continue
        view: Any = pattern.callback
        parts = list(pattern.pattern.converters)
        for ids, rows in _keys(parts, town, others):
            path = reverse(pattern.name, kwargs=ids | {"municipality": town.municipality.slug})
            for method in ("get", "post"):
                yield Door(str(pattern.name), method, path, view.permission, rows)


def actions(town: Town, others: tuple[Town, ...] = ()) -> Iterator[Door]:
    """Actions of the API on one row or, without `others`, on collections too."""
    for address, pattern in addresses():
        view: Any = pattern.callback
        views: Any = getattr(view, "cls", None)
        if views is None or not getattr(view, "actions", None):
            continue
        collection = str(pattern.name).partition("-")[0]
        row = ROW_OF_COLLECTION.get(collection, collection)
        for ids, rows in _api_keys(address, row, town, others):
            path = reverse(pattern.name, kwargs=ids)
            for method, action in list(view.actions.items()):
                if method != "head":  # added by the framework when a list is first asked for
                    yield Door(str(pattern.name), method, path, views.permissions[action], rows)


def _keys(
    parts: list[str], town: Town, others: tuple[Town, ...]
) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    choices = []
    for part in parts:
        row = ROW_OF.get(part.removesuffix("_id"), part.removesuffix("_id"))
        words = [(part, WORDS[part], "", False)] if part in WORDS else []
        names = [row, "planned_meeting"] if row == "meeting" else [row]
        own = [(part, town.ids[name], name, False) for name in names if name in town.ids]
        theirs = [(part, one.ids[name], name, True) for one in others for name in names if name in one.ids]
        choices.append(words or own + theirs)
    for mix in product(*choices):
        if any(is_other for *_rest, is_other in mix) == bool(others):
            yield {part: key for part, key, _row, _other in mix}, tuple(row for _p, _k, row, _o in mix if row)


def _api_keys(
    address: str, row: str, town: Town, others: tuple[Town, ...]
) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    towns = others or (town,)
    if "<slug>" in address:
        yield from (({"slug": one.municipality.slug}, ("municipality",)) for one in towns)
    elif "<id>" not in address:
        yield from () if others else [({}, ())]
    else:
        for one in towns:
            if row in one.ids:
                ids = {"id": one.ids[row]}
                ids |= {part: one.ids[name] for part, name in SECOND_IDS.items() if f"<{part}>" in address}
                yield ids, (row,)


def fingerprint() -> dict[str, str]:
    """A hash of every table of ours but the traces that a look may leave."""
    found = {}
    for model in own_models():
        if model._meta.label in TRACES:
            continue
        with connection.cursor() as cursor:
            table, key = model._meta.db_table, str(model._meta.pk.column)
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')  # noqa: S608  # names of our own tables
            found[model._meta.label] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found
