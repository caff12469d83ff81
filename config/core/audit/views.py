"""The access log as a page: who did what and who read what, for the administrator."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.accounts.models import User
from config.core.audit.models import AuditEvent


@require(Permission.ACCESS_LOG_READ)
def event_list(request: Any) -> HttpResponse:
    """Lines of the municipality, newest first; only reads, only changes, or all."""
    events = (
        AuditEvent.objects.visible_to(request.user).filter(municipality=request.municipality).order_by("-id")
    )
    chosen = request.GET.get("kind", "")
    if chosen == "read":
        events = events.looks()
    elif chosen == "change":
        events = events.exclude(pk__in=events.looks().order_by().values("pk"))
    page = Paginator(events, 50).get_page(request.GET.get("page"))
    names = dict(
        User.objects.filter(public_id__in={e.actor_id for e in page}).values_list("public_id", "name")
    )
    rows = [(event, names.get(event.actor_id, "")) for event in page]
    return render(request, "core/audit/list.html", {"page": page, "rows": rows, "chosen": chosen})
