"""My page: everything that is held as a file to keep, and being deleted."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.privacy import own_data
from config.core.ui.responses import done, refused
from representatives.erasure import services as erasure
from representatives.selfservice import queries
from representatives.selfservice.own import own_person, said_by


@require(Permission.MY_PAGE)
def my_data(request: Any) -> HttpResponse:
    """What the two files are for, and where they are."""
    own_person(request)
    return render(request, "representatives/selfservice/data.html")


@require(Permission.MY_PAGE)
def my_data_json(request: Any) -> HttpResponse:
    """Everything that is held, for another program to read."""
    held = own_data.collect(own_person(request))
    return _file(own_data.as_json(held), "application/json", "json")


@require(Permission.MY_PAGE)
def my_data_pdf(request: Any) -> HttpResponse:
    """Everything that is held, to read and print."""
    person = own_person(request)
    held = own_data.collect(person)
    return _file(own_data.as_pdf(held, as_of=timezone.localdate()), "application/pdf", "pdf")


@require(Permission.MY_PAGE)
def my_erase(request: Any) -> HttpResponse:
    """Says in numbers what goes and what stays; a POST deletes at once, and signs out."""
    person = own_person(request)
    if request.method != "POST":
        held = queries.held(person, today=timezone.localdate())
        return render(request, "representatives/selfservice/erase.html", {"held": held})
    try:
        erasure.erase(why="asked", **said_by(request, person))
    except erasure.CannotErase as refusal:
        return refused(request, refusal, "my_page", request.municipality.slug)
    logout(request)
    return done(
        request, _("You are deleted. Thank you for having taken part."), redirect("account_login").url
    )


def _file(content: Any, content_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="medvirk.{ending}"'
    return response
