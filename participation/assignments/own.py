"""Assignments on My page: what one takes part in, the part one wants, leaving, and the certificate."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from participation.assignments import agreeing, certificate, queries, resting, services
from participation.assignments.forms import LeaveForm, OwnRoleForm
from participation.assignments.models import Assignment
from participation.assignments.views import fees, pdf
from representatives.onboarding.queries import mentors_of
from representatives.selfservice.own import own_person


@require(Permission.MY_PAGE)
def my_assignment_detail(request: Any, assignment_id: str) -> HttpResponse:
    """What it is, when and where, what is paid, whom to call, the part one has, and the ways out."""
    assignment = _own(request, assignment_id)
    context = {
        "assignment": assignment,
        "wanted": assignment.request,
        "project": assignment.request.project,
        "roles": [row for row in agreeing.lines(assignment) if row.pk],
        "is_paused": assignment.is_paused_on(timezone.localdate()),
        "mentors": mentors_of(assignment.representative),
    }
    return render(request, "participation/assignments/own_detail.html", context)


@require(Permission.MY_PAGE)
def my_assignment_role(request: Any, assignment_id: str) -> HttpResponse:
    """The part one wants in each phase; the project says its own wish, and differences are talked about."""
    assignment = _own(request, assignment_id)
    form = OwnRoleForm(request.POST or None, assignment=assignment)
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.say(assignment=assignment, words=form.words(), by=request.user, at=timezone.now())
        except agreeing.CannotAgree as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(
                request, assignment, _("Thank you. If the project wants something else, we talk about it.")
            )
    return form_page(request, "participation/assignments/own_role.html", form, {"assignment": assignment})


@require(Permission.MY_PAGE)
@require_POST
def my_assignment_fees(request: Any, assignment_id: str) -> HttpResponse:
    """One wants no fees for this, or wants them again. Nobody asks why."""
    return fees(request, _own(request, assignment_id), "my_assignment_detail")


@require(Permission.MY_PAGE)
def my_assignment_leave(request: Any, assignment_id: str) -> HttpResponse:
    """Says what happens; a POST leaves at once."""
    assignment = _own(request, assignment_id)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            resting.leave(assignment=assignment, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotEnd as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, assignment, _("You have left. Thank you for what you have given."))
    return form_page(request, "participation/assignments/own_leave.html", form, {"assignment": assignment})


@require(Permission.MY_PAGE)
def my_assignment_certificate(request: Any, assignment_id: str) -> HttpResponse:
    """The certificate as a file."""
    return pdf(certificate.as_pdf(_own(request, assignment_id), as_of=timezone.localdate()))


def _own(request: Any, public_id: str) -> Assignment:
    return get_object_or_404(queries.own(own_person(request)), public_id=public_id)


def _back(request: Any, assignment: Assignment, message: str) -> HttpResponse:
    return done(request, message, "my_assignment_detail", request.municipality.slug, assignment.public_id)
