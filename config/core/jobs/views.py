"""A job's page: how far it has come, and where to go when it is done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.jobs.models import Job


@require(Permission.JOBS_READ)
def job_detail(request: Any, job_id: str) -> HttpResponse:
    """Progress that asks again by itself: as a fragment for htmx, by reloading without JavaScript."""
    job = get_object_or_404(Job.objects.visible_to(request.user).of(request.municipality), public_id=job_id)
    template = "core/jobs/detail.html#progress" if request.htmx else "core/jobs/detail.html"
    response = render(request, template, {"job": job})
    if not job.is_ended and not request.htmx:
        response.headers["Refresh"] = "3"
    if job.is_ended and request.htmx:
        response.headers["HX-Refresh"] = "true"
    return response
