"""Which rows a page of candidates is about: of this municipality, and seen by whoever asks."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from projects.candidates.reading import Look
from projects.requests.models import Request
from projects.requests.queries import with_terms
from representatives.registry.models import Representative


def wanted_of(request: Any, public_id: str) -> Request:
    """The request of the address; 404 where there is none to see."""
    rows = with_terms(Request.objects.visible_to(request.user).of(request.municipality))
    return get_object_or_404(rows, public_id=public_id)


def person_of(request: Any, public_id: str) -> Representative:
    """The person of the address; 404 where there is none to see."""
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people.select_related("municipality"), public_id=public_id)


def list_address(wanted: Request, look: Look | None = None, person_id: str = "") -> str:
    """The list as it was read, at the person."""
    address = reverse("candidate_list", args=[wanted.municipality.slug, wanted.public_id])
    fields = look.fields if look else {}
    at = f"#person-{person_id}" if person_id else ""
    return f"{address}{'?' + urlencode(fields) if fields else ''}{at}"
