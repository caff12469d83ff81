"""Courses as pages: what is offered, and what each opens for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from representatives.onboarding import queries, services
from representatives.onboarding.forms import CourseForm
from representatives.onboarding.models import Course


@require(Permission.ONBOARDING_WRITE)
def course_list(request: Any) -> HttpResponse:
    """The municipality's courses, the roles they open for, and how many have taken them."""
    courses = queries.courses(user=request.user, municipality=request.municipality)
    return render(request, "representatives/onboarding/courses.html", {"courses": courses})


@require(Permission.ONBOARDING_WRITE)
def course_create(request: Any) -> HttpResponse:
    """Adds a course."""
    form = CourseForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.create_course(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotOffer as refusal:
            form.add_error("name", str(refusal))
        else:
            return done(request, _("The course is added."), "course_list", request.municipality.slug)
    return form_page(request, "representatives/onboarding/course_form.html", form)


@require(Permission.ONBOARDING_WRITE)
def course_edit(request: Any, course_id: str) -> HttpResponse:
    """Changes a course and what it opens for."""
    course = _course(request, course_id)
    opens = [row.role.public_id for row in course.opens.select_related("role").order_by("id")]
    initial = {"name": course.name, "about": course.about, "roles": opens}
    form = CourseForm(request.POST or None, municipality=request.municipality, initial=initial)
    if request.method == "POST" and form.is_valid():
        changes = dict(form.cleaned_data)
        roles = changes.pop("roles")
        try:
            services.update_course(
                course=course, changes=changes, roles=roles, by=request.user, at=timezone.now()
            )
        except services.CannotOffer as refusal:
            form.add_error("name", str(refusal))
        else:
            return done(request, _("Saved."), "course_list", request.municipality.slug)
    return form_page(request, "representatives/onboarding/course_form.html", form, {"course": course})


@require(Permission.ONBOARDING_WRITE)
@require_POST
def course_retire(request: Any, course_id: str) -> HttpResponse:
    """Takes the course out of what is offered, or brings it back; those who took it keep what it opened."""
    course = _course(request, course_id)
    changes = {"is_offered": not course.is_offered}
    services.update_course(course=course, changes=changes, roles=None, by=request.user, at=timezone.now())
    return done(request, _("Saved."), "course_list", request.municipality.slug)


def _course(request: Any, public_id: str) -> Course:
    courses = Course.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(courses, public_id=public_id)
