"""What the pages of writing show."""

from typing import Any

from projects.planning.models import Project, ProjectQuerySet
from projects.requests import queries as requests
from projects.requests.models import Request, RequestQuerySet
from projects.writing.models import RequestNote


def notes(request: Request) -> Any:
    """The thread, oldest first, with who wrote."""
    return RequestNote.objects.filter(request=request).select_related("by").order_by("at", "id")


def to_sharpen(*, user: Any, municipality: Any) -> RequestQuerySet:
    """Requests that professionals have filed and that wait for the facilitator, the oldest first."""
    return requests.detail(user=user, municipality=municipality).to_sharpen().order_by("created_at", "id")


def in_writing(*, user: Any, municipality: Any) -> RequestQuerySet:
    """Drafts that wait for the one who filed them."""
    rows = requests.detail(user=user, municipality=municipality)
    mine = rows.filter(state=Request.State.DRAFT, filed_by=user, pen=Request.Pen.FILER)
    return mine.order_by("created_at", "id")


def projects_to_copy_to(*, user: Any, municipality: Any) -> ProjectQuerySet:
    """Projects that new requests may still be written in."""
    return Project.objects.visible_to(user).of(municipality).current().order_by("title", "id")


def projects_to_copy_from(*, user: Any, project: Project) -> ProjectQuerySet:
    """Other projects with requests that were not called off."""
    cancelled = Request.objects.filter(state=Request.State.CANCELLED).values("pk")
    rows = Project.objects.visible_to(user).of(project.municipality_id).exclude(pk=project.pk)
    kept = Request.objects.exclude(pk__in=cancelled).values("project")
    return rows.filter(pk__in=kept).order_by("-created_at", "-id")
