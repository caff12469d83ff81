"""Whatever is sent to the API, it answers: never an error of the server, and a sentence where it refuses."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.db import models
from drf_spectacular.generators import SchemaGenerator

from config.api import router
from config.core.accounts.services import give_role
from config.core.organisations.models import Role
from participation.models import Claim, Reflection
from projects.models import Project
from tests.api.nasty import BODIES, IDS, NASTY, QUERIES, body_of, nasty_for
from tests.cast import AT
from tests.make.chain import (
    make_assignment,
    make_attendance,
    make_meeting,
    make_professional,
    make_project,
    make_rate,
    make_request,
)
from tests.make.inside import make_ask, make_chain, make_report
from tests.make.invitations import make_invitation
from tests.make.people import make_representative, make_term

pytestmark = pytest.mark.django_db
REGISTERED: list[tuple[str, Any, str]] = router.registry
PREFIXES = [prefix for prefix, _views, _basename in REGISTERED]
METHODS = ("post", "put", "patch", "delete", "get")


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


@pytest.fixture
def rows(municipality, unit, pia) -> dict[str, str]:
    """The id of one row for every field that names one, with the whole chain in place."""
    project = make_project(unit)
    person = make_representative(municipality, experience=((make_term(), "own"),))
    asked = make_request(project)
    meeting = make_meeting(project)
    assignment = make_assignment(asked, person)
    attendance = make_attendance(meeting, assignment)
    make_chain(project, assignment=assignment)
    make_report(municipality)
    make_invitation(asked, make_representative(municipality, "Rolf Prøve"))
    town: dict[str, Any] = {"municipality": municipality}
    Reflection.objects.create(
        **town, project=project, held_on=date(2026, 3, 10), went_well="Mye", by=pia, at=AT
    )
    Claim.objects.create(
        **town, attendance=attendance, kind="fee", quantity=1, amount=1, incurred_on=meeting.held_on
    )
    named: dict[str, Any] = {
        "unit": unit,
        "parent": unit,
        "project": project,
        "representative": person,
        "request": asked,
        "meeting": meeting,
        "assignment": assignment,
        "attendance": attendance,
        "rate": make_rate(municipality),
        "owner": make_professional(unit),
        "leader": pia,
        "term": make_term(),
        "role": make_term("role", "advisor"),
        "must_language": make_term("perspective", "sami"),
        "ask": make_ask(municipality),
    }
    return {name: row.public_id for name, row in named.items()} | {"municipality": municipality.slug}


@pytest.fixture
def api(alice, municipality, api_of, rows):
    """A client of somebody who may do everything, so that it is the input that is refused."""
    for role in (Role.ADMINISTRATOR, Role.SENIOR_MANAGER, Role.PROFESSIONAL):
        give_role(municipality=municipality, email=alice.email, role=role, by=None, at=AT)
    client = api_of(alice)
    client.raise_request_exception = False
    return client


def _operations(prefix: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path and operation; what ends a row's life comes last."""
    found = [
        (method, path, operation)
        for path, methods in _schema()["paths"].items()
        if path.startswith(f"/api/v1/{prefix}/")
        for method, operation in methods.items()
    ]
    return sorted(found, key=lambda one: (METHODS.index(one[0]), one[1]))


def _address(path: str, prefix: str, user: Any) -> str:
    views = next(views for name, views, _basename in REGISTERED if name == prefix)
    row: Any = views.queryset.all().order_by("pk").first()
    address = path.replace("{id}", getattr(row, "public_id", IDS[0])).replace("{term_id}", IDS[0])
    return address.replace("{slug}", getattr(row, "slug", "x"))


def _good(operation: dict[str, Any], rows: dict[str, str]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    shapes = _schema()["components"]["schemas"]
    return (
        body_of(content["application/json"]["schema"], shapes, rows)
        if "application/json" in content
        else None
    )


def _fault(answer: Any, sent: str) -> list[str]:
    """What is wrong with an answer: an error of the server, or a refusal without a sentence."""
    if answer.status_code >= 500:
        return [f"{sent}: {answer.exc_info[0].__name__}: {str(answer.exc_info[1])[:200]}"]
    if answer.status_code >= 400:
        if not answer.headers["Content-Type"].startswith("application/problem+json"):
            return [f"{sent}: {answer.headers['Content-Type']}"]
        problem = answer.json()
        if problem["status"] != answer.status_code or len(problem["detail"]) < 6:
            return [f"{sent}: {problem}"]
    return []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_field_of_any_body_breaks_the_server(prefix, api, rows, alice):
    faults: list[str] = []
    for method, path, operation in _operations(prefix):
        good = {} if method == "put" else _good(operation, rows) or {}
        # A body that is a list is tried with one row, changed field by field.
        is_list = isinstance(good, list)
        row = good[0] if is_list else good
        for field, value_of_field in row.items():
            for name, value in nasty_for(value_of_field).items():
                address = _address(path, prefix, alice)
                changed = row | {field: value}
                body = json.dumps([changed] if is_list else changed)
                answer = getattr(api, method)(address, body, content_type="application/json")
                faults += _fault(answer, f"{method} {path} {field}={name}")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_body_and_no_content_type_breaks_the_server(prefix, api, alice):
    faults: list[str] = []
    for method, path, _operation in _operations(prefix):
        if method == "get":
            continue
        address = _address(path, prefix, alice)
        for name, body in BODIES.items():
            answer = getattr(api, method)(address, body, content_type="application/json")
            faults += _fault(answer, f"{method} {path} {name}")
        for kind in ("text/csv", "multipart/form-data", "multipart/form-data; boundary=x", "", "nonsense"):
            answer = api.generic(method.upper(), address, b"--x\r\n\r\na=b", content_type=kind)
            faults += _fault(answer, f"{method} {path} as {kind}")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_id_and_no_query_breaks_the_server(prefix, api, alice):
    faults: list[str] = []
    for method, path, operation in _operations(prefix):
        if "{" in path:
            for strange in IDS:
                address = (
                    path.replace("{id}", strange).replace("{term_id}", strange).replace("{slug}", strange)
                )
                answer = getattr(api, method)(address)
                faults += _fault(answer, f"{method} {address[:80]}")
        if method != "get":
            continue
        names = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
        for name in (*names, "municipality", "page", "page_size", "format", "unknown"):
            for value in QUERIES:
                answer = api.get(_address(path, prefix, alice), {name: value})
                faults += _fault(answer, f"{path}?{name}={value[:40]!r}")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "body",
    [{field: value} for field in ("email", "password", "otp") for value in NASTY.values()],
    ids=lambda body: next(iter(body)),
)
def test_no_sign_in_breaks_the_server(body, client):
    good = {"email": "alice@granvik.example.org", "password": "x", "otp": "000000"}
    answer = client.post("/api/v1/tokens/", json.dumps(good | body), content_type="application/json")

    assert not _fault(answer, str(body)[:80])
    assert answer.status_code in (400, 401, 429)


def test_a_method_that_is_not_there_is_a_405_and_an_address_a_404(api):
    for answer, code in ((api.delete("/api/v1/representatives/"), 405), (api.get("/api/v1/nothing/"), 404)):
        assert not _fault(answer, str(code))
        assert answer.status_code == code


# Rows that are read at another's address, and have only presses at their own.
ONLY_PRESSED = {"interest": "read", "season-seats": "skip"}


def test_nothing_is_told_to_whoever_is_not_signed_in(client, rows):
    for prefix in PREFIXES:
        answers = [client.get(address) for address in (f"/api/v1/{prefix}/", f"/api/v1/{prefix}/{'x' * 22}/")]
        if prefix in ONLY_PRESSED:
            answers.append(client.post(f"/api/v1/{prefix}/{'x' * 22}/{ONLY_PRESSED[prefix]}/"))
        for answer in answers:
            assert not _fault(answer, prefix)
        # A collection that cannot be listed has no address of its own; then its rows are asked for.
        assert 401 in {answer.status_code for answer in answers} <= {401, 404, 405}, prefix


def test_every_collection_has_been_tried_with_a_row():
    tables: dict[str, type[models.Model]] = {name: views.queryset.model for name, views, _b in REGISTERED}

    assert tables["projects"] is Project
    assert tables.keys() == set(PREFIXES)
