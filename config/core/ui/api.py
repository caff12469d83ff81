"""What every API answer has in common: pages of rows, and problem details (RFC 9457) on errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`; at most 200 rows a page."""

    page_size_query_param = "page_size"
    max_page_size = 200


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{type, title, status, detail, errors?}` as application/problem+json."""
    if isinstance(error, Http404):
        # By itself it would name our model, in English.
        error = NotFound(_("It is not there, or you cannot see it."))
    response = exception_handler(error, context)
    if response is None:
        return None
    data = response.data
    detail = data.get("detail") if isinstance(data, dict) else None
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": response.status_text,
        "status": response.status_code,
        "detail": str(detail) if detail else "",
    }
    if not detail:
        problem["errors"] = data
        problem["detail"] = _first_sentence(data)
    response.data = problem
    response.content_type = "application/problem+json"
    return response


def _first_sentence(data: Any) -> str:
    """The first message in nested validation errors."""
    while isinstance(data, (dict, list)) and data:
        data = next(iter(data.values())) if isinstance(data, dict) else data[0]
    return str(data) if data else ""


@contextmanager
def refusals(*kinds: type[Exception]) -> Iterator[None]:
    """Turns a service's refusal, whose text can be shown, into 409 with that text."""
    try:
        yield
    except kinds as refusal:
        raise Refused(str(refusal)) from refusal


def problem(status: int, detail: str, **more: Any) -> Response:
    """An answer of problem details with members of its own, where a sentence alone does not help."""
    title = HTTPStatus(status).phrase
    data = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(data, status=status, content_type="application/problem+json")


class Refused(APIException):
    """The request is well formed, and the state of things does not allow it."""

    status_code = 409
    default_code = "refused"


PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `errors` names the fields of a bad request.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence that can be shown."},
        "errors": {"type": "object", "additionalProperties": True},
    },
    "required": ["type", "title", "status", "detail"],
}


def with_problems(result: dict[str, Any], **_asked: Any) -> dict[str, Any]:
    """Writes into the OpenAPI schema what every operation answers when it refuses."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    shape = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {"description": "Refused, and why", "content": shape}
    return result
