"""The gaps as pages: the whole view, and one term from near."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from projects.gaps import asked, detail, queries, sheets, thresholds
from projects.gaps.forms import FrameForm
from representatives.registry.models import Relation, Representative
from representatives.spreadsheets.answers import answer_with

UNREADABLE = 422


@require(Permission.GAPS_READ)
def gap_list(request: Any) -> HttpResponse:
    """What was asked for against what the network has, by term and area, and how people are used."""
    form, at = _form(request), timezone.now()
    found = queries.gaps(form.frame(timezone.localdate(at)), at=at)
    context = {"form": form, "gaps": found, "active_filters": _active(request), "limits": thresholds}
    status = UNREADABLE if form.is_bound and form.errors else None
    return render(request, "projects/gaps/list.html", context, status=status)


@require(Permission.GAPS_READ)
def gap_file(request: Any) -> HttpResponseBase:
    """The figures of the page as a file, narrowed as the page is; that they were taken out is written."""
    form, at, kind = _form(request), timezone.now(), sheets.kind_of(request.GET.get("kind", ""))
    found = queries.gaps(form.frame(timezone.localdate(at)), at=at)
    sheets.record(request.municipality, "gaps", by=request.user, at=at)
    lines = sheets.gap_lines(found)
    return answer_with(sheets.file_of(lines, name="gaps", kind=kind, day=timezone.localdate(at)))


@require(Permission.GAPS_READ)
def gap_requests(request: Any) -> HttpResponse:
    """The requests that need people from one area."""
    form = _form(request)
    frame = form.frame(timezone.localdate())
    if not frame.area:
        raise Http404
    askers = detail.askers(frame, asked.requests_in(frame))
    return render(request, "projects/gaps/requests.html", {"frame": frame, "askers": askers})


@require(Permission.GAPS_READ)
def gap_detail(request: Any, term_id: str) -> HttpResponse:
    """One term: who asked for it, who has it, who is nearly there. It names people, and the reading is written."""
    form, at = _form(request), timezone.now()
    frame = form.frame(timezone.localdate(at))
    term = get_object_or_404(queries.askable(frame), public_id=term_id)
    relation = request.GET.get("relation", "")
    relation = relation if relation in Relation.values else ""
    reading.listed(request, Representative, "gaps", "name", "terms")
    found = detail.detail(frame, term, relation, at=at)
    return render(request, "projects/gaps/detail.html", {"gap": found, "frame": frame})


def _form(request: Any) -> FrameForm:
    return FrameForm(request.GET or None, user=request.user, municipality=request.municipality)


def _active(request: Any) -> int:
    return sum(1 for name in ("months", "unit", "area") if request.GET.get(name))
