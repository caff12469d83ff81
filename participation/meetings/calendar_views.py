"""One's own calendar: the link for a calendar program, and a new one where the old has gone astray."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done
from participation.meetings import calendars
from representatives.selfservice.own import own_person


@require(Permission.MEETINGS_READ)
def calendar_own(request: Any) -> HttpResponse:
    """The calendar of somebody with an account; a POST makes new links, and the old ones stop working."""
    if request.method == "POST":
        calendars.open_or_renew(municipality=request.municipality, user=request.user)
        return done(request, _("Here is your new link."), "calendar_own", request.municipality.slug)
    calendar = calendars.of_user(request.user, request.municipality)
    return render(request, "participation/meetings/calendar.html", {"calendar": calendar})


@require(Permission.MY_PAGE)
def my_calendar(request: Any) -> HttpResponse:
    """The calendar of a representative; a POST makes new links, and the old ones stop working."""
    person = own_person(request)
    if request.method == "POST":
        calendars.open_or_renew(municipality=request.municipality, representative=person)
        return done(request, _("Here is your new link."), "my_calendar", request.municipality.slug)
    context = {"calendar": calendars.found_of(person), "is_own_page": True}
    return render(request, "participation/meetings/calendar.html", context)
