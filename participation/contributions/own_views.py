"""“You said, we did, or why not”: one project, for somebody who took part in it, on My page and by the own link."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from config.core.access.guards import public, require
from config.core.access.permissions import Permission
from config.core.ui import open_pages
from participation.contributions import mine
from participation.meetings import calendars
from representatives.selfservice.own import own_person


@require(Permission.MY_PAGE)
def my_project(request: Any, project_id: str) -> HttpResponse:
    """What was said in the project while the person was there, and what came of it."""
    told = mine.told_of(own_person(request), project_id)
    if told is None:
        raise Http404
    return render(request, "participation/contributions/my_project.html", {"told": told})


@public(
    "a representative reads what came of a project by the link of the own meetings; the link is the right to do so"
)
@require_safe
def project_open(request: Any, token: str, project_id: str) -> HttpResponse:
    """The same by the link of the person's calendar."""
    calendar = calendars.find(token)
    person: Any = calendar.representative if calendar else None
    with translation.override(open_pages.language(request, person.speaks if person else "")):
        is_here = person is not None and not person.has_left
        told = mine.told_of(person, project_id) if is_here else None
        if told is None or calendar is None:
            return open_pages.told(open_pages.unknown(request))
        context = {"told": told, "municipality": calendar.municipality, "languages_here": open_pages.switch()}
        return open_pages.told(render(request, "participation/contributions/project_open.html", context))
