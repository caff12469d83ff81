"""`@require(Permission.X)` on every page of a municipality; `@public("why")` on the few that anyone may open."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Municipality

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponseBase]


class MunicipalRequest(HttpRequest):
    """A request inside a municipality, as `require` hands it to the view."""

    municipality: Municipality
    permissions: set[Permission]
    user: Any
    htmx: Any


def require(
    permission: Permission,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Lets in those who have the permission in the municipality of the address.

    Signed out: to sign-in. No part in the municipality: 404, as if it were not there. No permission: 403.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @login_required
        def guarded(request: Any, municipality: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            enter(request, municipality)
            if permission not in request.permissions:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the test that walks all addresses
        return guarded

    return decorate


def enter(request: Any, slug: str) -> None:
    """Puts the municipality and the person's permissions in it on the request; 404 where the person has no part."""
    reach = scope.of(request.user)
    found = Municipality.objects.filter(slug=slug, id__in=reach.municipalities()).first()
    if found is None:
        raise Http404
    request.municipality = found
    request.permissions = reach.permissions_in(found.id)


def public(reason: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Marks a page that anyone may open; the reason is reviewed in `tests/architecture`."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        view.public = reason  # type: ignore[attr-defined]  # read by the test that walks all addresses
        return view

    return decorate


def signed_in(reason: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """For pages about oneself, outside any municipality: whoever is signed in, and why that is enough."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        guarded = login_required(view)
        guarded.signed_in = reason  # type: ignore[attr-defined]  # read by the test that walks all addresses
        return guarded

    return decorate
