"""What of this app uses terms of the catalogue: what requests ask for, their roles and languages."""

from typing import Any

from django.utils.translation import ngettext

from projects.requests.models import RequestTerm
from representatives.catalogue.uses import Use


def _asking(count: int) -> str:
    return ngettext("%(n)d request asks for it", "%(n)d requests ask for it", count) % {"n": count}


def _seats(count: int) -> str:
    return ngettext("%(n)d request has it as its role", "%(n)d requests have it as their role", count) % {
        "n": count
    }


def _languages(count: int) -> str:
    return ngettext("%(n)d request needs the language", "%(n)d requests need the language", count) % {
        "n": count
    }


def _stronger(stays: Any, goes: Any) -> dict[str, Any]:
    """A must over a wish, and the higher level."""
    must = RequestTerm.Importance.MUST
    is_must = must in (stays.importance, goes.importance)
    return {
        "level": max(stays.level, goes.level),
        "importance": must if is_must else RequestTerm.Importance.WISH,
    }


USES = (
    Use(
        "projects.RequestTerm.term",
        _asking,
        counted="request",
        alike=("request", "relation"),
        stronger=_stronger,
    ),
    Use("projects.Request.role", _seats),
    Use("projects.Request.must_language", _languages),
)
