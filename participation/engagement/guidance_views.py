"""Guidance for professionals as pages: one page of all, one for each moment, courses, and who is glad to be asked."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.engagement import guidance, texts
from participation.engagement.glad import GladToHelp, StaffCourse
from participation.engagement.guidance_forms import GladForm, StaffCourseForm
from participation.engagement.models import Professional


@require(Permission.GUIDANCE_READ)
def guidance_list(request: Any) -> HttpResponse:
    """All of it: moments, checklists, example agendas, courses, and colleagues who are glad to be asked."""
    glad = GladToHelp.objects.visible_to(request.user).of(request.municipality)
    glad = glad.filter(professional__is_active=True).select_related("professional__unit")
    courses = StaffCourse.objects.visible_to(request.user).of(request.municipality)
    if Permission.ENGAGEMENT_WRITE not in request.permissions:
        courses = courses.filter(is_offered=True)
    if glad:
        reading.listed(request, Professional, "engagement", "name", "glad")
    person = _own(request)
    context = {
        "moments": texts.MOMENTS,
        "checklists": texts.CHECKLISTS,
        "agendas": texts.AGENDAS,
        "courses": courses,
        "glad": glad,
        "is_glad": person is not None and any(one.professional_id == person.pk for one in glad),
        "may_say": person is not None,
    }
    return render(request, "participation/engagement/guidance.html", context)


@require(Permission.GUIDANCE_READ)
def guidance_detail(request: Any, moment: str) -> HttpResponse:
    """One text."""
    guide = texts.find(moment)
    if guide is None:
        raise Http404
    return render(request, "participation/engagement/guide.html", {"guide": guide})


@require(Permission.GUIDANCE_READ)
def colleague_story(request: Any, glad_id: str) -> HttpResponse:
    """How it went for a colleague, to read, print and pass on."""
    rows = GladToHelp.objects.visible_to(request.user).of(request.municipality).telling()
    told = get_object_or_404(rows, public_id=glad_id)
    reading.listed(request, Professional, "engagement", "name", "glad")
    return render(request, "participation/engagement/story.html", {"told": told})


@require(Permission.ENGAGEMENT_OWN)
def glad_set(request: Any) -> HttpResponse:
    """The person says that colleagues may ask, and about what."""
    person = _own(request)
    if person is None:
        raise Http404
    held = GladToHelp.objects.filter(professional=person).first()
    form = GladForm(request.POST or None, initial={"about": held.about, "story": held.story} if held else {})
    if request.method == "POST" and form.is_valid():
        try:
            guidance.say_glad(professional=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except guidance.CannotGuide as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Colleagues can see it now."), "guidance_list", request.municipality.slug)
    return form_page(request, "participation/engagement/glad.html", form)


@require(Permission.ENGAGEMENT_OWN)
@require_POST
def glad_drop(request: Any) -> HttpResponse:
    """Taken back with one press."""
    person = _own(request)
    if person is None:
        raise Http404
    try:
        guidance.take_back(professional=person, by=request.user, at=timezone.now())
    except guidance.CannotGuide as refusal:
        return refused(request, refusal, "guidance_list", request.municipality.slug)
    return done(request, _("You are not on the list any more."), "guidance_list", request.municipality.slug)


@require(Permission.ENGAGEMENT_WRITE)
def staff_course_create(request: Any) -> HttpResponse:
    """Adds a course for professionals."""
    return _course(request, None)


@require(Permission.ENGAGEMENT_WRITE)
def staff_course_edit(request: Any, staff_course_id: str) -> HttpResponse:
    """Changes a course, or says that it is not offered now."""
    rows = StaffCourse.objects.visible_to(request.user).of(request.municipality)
    return _course(request, get_object_or_404(rows, public_id=staff_course_id))


def _course(request: Any, course: StaffCourse | None) -> HttpResponse:
    shown = ("name", "about", "address", "is_offered")
    initial = {name: getattr(course, name) for name in shown} if course else {}
    form = StaffCourseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            guidance.write_course(
                municipality=request.municipality,
                course=course,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except guidance.CannotGuide as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "guidance_list", request.municipality.slug)
    return form_page(request, "participation/engagement/course.html", form, {"course": course})


def _own(request: Any) -> Professional | None:
    """The record of whoever asks, if there is one here."""
    rows = Professional.objects.of(request.municipality).filter(user=request.user)
    return rows.select_related("unit").first()
