"""The same permissions for the API: a view set names one per action, and rows start from `visible_to`."""

import re
from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Municipality

SLUG = re.compile(r"[a-z][a-z0-9-]{1,39}")


class HasPermission(BasePermission):
    """Default deny: an action without an entry in the view's `permissions` is refused for everyone.

    A method that the address does not have at all is let through, to be told so: 405 for whoever asks.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if is_without_method(request, view):
            return True
        needed = permission_for(view)
        return needed is not None and bool(scope.of(request.user).municipalities(needed))

    def has_object_permission(self, request: Request, view: Any, obj: Any) -> bool:
        needed = permission_for(view)
        return needed is not None and scope.of(request.user).may(needed, obj.municipality_id)


def is_without_method(request: Request, view: Any) -> bool:
    """Whether the address of a view set has nothing for the method; OPTIONS it always has."""
    methods: dict[str, str] | None = getattr(view, "action_map", None)
    return methods is not None and str(request.method).lower() not in {*methods, "options", "head"}


def permission_for(view: Any) -> Permission | None:
    """The permission that the view's table names for the action at hand."""
    table: dict[str, Permission] = getattr(view, "permissions", {})
    action = getattr(view, "action", None) or getattr(view.request, "method", "").lower()
    return table.get("retrieve" if action == "metadata" else action)


class MunicipalViews:
    """Mixed into view sets: rows from `visible_to`, `?municipality=slug` to look at one municipality."""

    permissions: ClassVar[dict[str, Permission]]
    lookup_field = "public_id"
    lookup_url_kwarg: str | None = "id"
    queryset: Any
    request: Any

    def get_queryset(self) -> Any:
        rows = self.queryset.all().visible_to(self.request.user)
        slug = self.request.query_params.get("municipality")
        return rows.filter(municipality__slug=_slug(slug)) if slug else rows

    def listed_municipalities(self) -> list[Municipality]:
        """Where the rows of a list may come from: for the audit trail, which has one line for each."""
        needed = permission_for(self)
        rows = Municipality.objects.filter(id__in=scope.of(self.request.user).municipalities(needed))
        slug = self.request.query_params.get("municipality")
        return list((rows.filter(slug=_slug(slug)) if slug else rows).order_by("id"))

    def chosen_municipality(self) -> Municipality:
        """The municipality that a new row is for: named in the body or query, or the only one there is.

        404 for one where the person lacks the permission; 403 when none is named and there are several.
        """
        needed = permission_for(self)
        if needed is None:
            raise PermissionDenied
        ids = scope.of(self.request.user).municipalities(needed)
        body = self.request.data if isinstance(self.request.data, dict) else {}
        slug = body.get("municipality") or self.request.query_params.get("municipality")
        rows = Municipality.objects.filter(id__in=ids)
        if slug:
            found = rows.filter(slug=_slug(slug)).first()
            if found is None:
                raise Http404
            return found
        only = list(rows[:2])
        if len(only) != 1:
            raise PermissionDenied(_("Name the municipality: you have a part in several."))
        return only[0]


def _slug(text: Any) -> str:
    """What was named, if it can be a slug at all: databases refuse a text with a zero byte by an error."""
    return text if isinstance(text, str) and SLUG.fullmatch(text) else ""
