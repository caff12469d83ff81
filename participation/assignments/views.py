"""Assignments as pages: who has a seat, one seat, what was agreed on, a pause, and ending it."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.assignments import agreeing, certificate, queries, resting, services
from participation.assignments.forms import EndForm, FeesForm, RestForm, RoleForm, SearchForm, TermsForm
from participation.assignments.models import Assignment
from participation.assignments.shown import to_project
from projects.planning.queries import named
from representatives.onboarding.declarations import has_signed
from representatives.onboarding.queries import mentors_of

PAGE_SIZE = 25


@require(Permission.ASSIGNMENTS_READ)
def assignment_list(request: Any) -> HttpResponse:
    """Who has a seat: of the municipality, a project, a request or a person."""
    form = SearchForm(request.GET or None)
    search = form.search() if form.is_bound else queries.Search()
    rows = queries.find(user=request.user, municipality=request.municipality, search=search)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    active = sum(1 for name in form.fields if request.GET.get(name))
    reading.listed(request, Assignment, "assignments", "name")
    context = {"form": form, "page": page, "active_filters": active}
    context["project"] = named(user=request.user, municipality=request.municipality, public_id=search.project)
    return render(request, "participation/assignments/list.html", context)


@require(Permission.ASSIGNMENTS_READ)
def assignment_detail(request: Any, assignment_id: str) -> HttpResponse:
    """A person's seat: in what, since when, the part the person has, and what the person lets the project see."""
    assignment = _assignment(request, assignment_id)
    today, person = timezone.localdate(), assignment.representative
    shown = to_project(assignment, today=today)
    reading.looked(request, person, "assignments", "name", "role", *(one.field for one in shown))
    context = {"assignment": assignment, "shown": shown, "roles": agreeing.lines(assignment)}
    context["is_paused"] = assignment.is_paused_on(today)
    if request.permissions & {Permission.REGISTRY_READ}:
        context["has_signed"] = has_signed(person)
        context["mentors"] = mentors_of(person)
    return render(request, "participation/assignments/detail.html", context)


@require(Permission.ASSIGNMENTS_READ)
def assignment_role(request: Any, assignment_id: str) -> HttpResponse:
    """The part in each phase: the facilitator writes down all that was said, a project leader the project's wish."""
    assignment = _assignment(request, assignment_id)
    sides: tuple[str, ...] = (
        agreeing.SAID if Permission.INVITATIONS_SEND in request.permissions else (agreeing.PROJECT,)
    )
    if assignment.state == Assignment.State.ENDED:
        sides = tuple(side for side in sides if side in agreeing.LOOKING_BACK)
    form = RoleForm(request.POST or None, assignment=assignment, sides=sides)
    return _written(
        request,
        assignment,
        form,
        lambda at: agreeing.say(assignment=assignment, words=form.words(), by=request.user, at=at),
        agreeing.CannotAgree,
        template="participation/assignments/role.html",
    )


@require(Permission.INVITATIONS_SEND)
def assignment_terms(request: Any, assignment_id: str) -> HttpResponse:
    """What was agreed on with this person alone."""
    assignment = _assignment(request, assignment_id)
    form = TermsForm(request.POST or None, initial={"terms": assignment.terms})
    return _written(
        request,
        assignment,
        form,
        lambda at: resting.set_terms(assignment=assignment, by=request.user, at=at, **form.cleaned_data),
        resting.CannotRest,
        template="participation/assignments/terms.html",
    )


@require(Permission.INVITATIONS_SEND)
def assignment_pause(request: Any, assignment_id: str) -> HttpResponse:
    """A rest from this assignment; the seat is kept."""
    assignment = _assignment(request, assignment_id)
    form = RestForm(request.POST if request.method == "POST" else None)
    return _written(
        request,
        assignment,
        form,
        lambda at: resting.pause(assignment=assignment, by=request.user, at=at, **form.cleaned_data),
        resting.CannotRest,
        template="participation/assignments/pause.html",
    )


@require(Permission.INVITATIONS_SEND)
@require_POST
def assignment_resume(request: Any, assignment_id: str) -> HttpResponse:
    """The pause is over."""
    assignment = _assignment(request, assignment_id)
    onward = ("assignment_detail", request.municipality.slug, assignment.public_id)
    try:
        resting.resume(assignment=assignment, by=request.user, at=timezone.now())
    except resting.CannotRest as refusal:
        return refused(request, refusal, *onward)
    return done(request, _("The pause is over."), *onward)


@require(Permission.INVITATIONS_SEND)
@require_POST
def assignment_fees(request: Any, assignment_id: str) -> HttpResponse:
    """The person wants no fees for this assignment, or wants them again."""
    return fees(request, _assignment(request, assignment_id), "assignment_detail")


@require(Permission.INVITATIONS_SEND)
@require_POST
def assignment_note(request: Any, assignment_id: str) -> HttpResponse:
    """The facilitator knows that the person has left."""
    assignment = _assignment(request, assignment_id)
    resting.take_note(assignment=assignment, by=request.user, at=timezone.now())
    return done(
        request, _("Written down."), "assignment_detail", request.municipality.slug, assignment.public_id
    )


@require(Permission.INVITATIONS_SEND)
def assignment_certificate(request: Any, assignment_id: str) -> HttpResponse:
    """The certificate as a file, in the person's language."""
    assignment = _assignment(request, assignment_id)
    reading.looked(request, assignment.representative, "assignments", "name", "role", "meetings")
    return pdf(certificate.as_pdf(assignment, as_of=timezone.localdate()))


@require(Permission.INVITATIONS_SEND)
def assignment_end(request: Any, assignment_id: str) -> HttpResponse:
    """Ends a seat, with a reason."""
    assignment = _assignment(request, assignment_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        onward = ("assignment_detail", request.municipality.slug, assignment.public_id)
        try:
            services.end(assignment=assignment, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotEnd as refusal:
            return refused(request, refusal, *onward)
        return done(request, _("The assignment has ended, and the seat is free."), *onward)
    reading.looked(request, assignment.representative, "assignments", "name")
    return form_page(request, "participation/assignments/end.html", form, {"assignment": assignment})


def _written(
    request: Any,
    assignment: Assignment,
    form: Any,
    act: Callable[[Any], object],
    refusal: type[Exception],
    *,
    template: str,
) -> HttpResponse:
    """Does what the form says and goes back to the seat, or shows the form, with what was wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            act(timezone.now())
        except refusal as why:
            form.add_error(None, str(why))
        else:
            to = ("assignment_detail", request.municipality.slug, assignment.public_id)
            return done(request, _("Saved."), *to)
    reading.looked(request, assignment.representative, "assignments", "name", "role")
    return form_page(request, template, form, {"assignment": assignment})


def fees(request: Any, assignment: Assignment, page: str) -> HttpResponse:
    """Keeps what was said of fees, and goes back to the page of the seat."""
    form = FeesForm(request.POST)
    form.is_valid()
    onward = (page, request.municipality.slug, assignment.public_id)
    try:
        held = resting.decline_fees(
            assignment=assignment, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except resting.CannotRest as refusal:
        return refused(request, refusal, *onward)
    if held.declines_fees:
        return done(request, _("No fees from the next meeting on. It can be changed at any time."), *onward)
    return done(request, _("There are fees again from the next meeting on."), *onward)


def pdf(content: bytes) -> HttpResponse:
    """A certificate as a file to keep."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="medvirk-certificate.pdf"'
    return answer


def _assignment(request: Any, public_id: str) -> Assignment:
    rows = queries.find(user=request.user, municipality=request.municipality, search=queries.Search())
    return get_object_or_404(rows, public_id=public_id)
