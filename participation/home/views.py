"""One start page per role."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from config.core.access import scope
from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.organisations.models import Role
from participation.home import queries
from participation.invitations.services import token_of
from participation.meetings import calendars


@require(Permission.HOME_OPEN)
def home_open(request: Any) -> HttpResponse:
    """The start page of the most involved role that the person has here."""
    roles = scope.of(request.user).roles_in(request.municipality.pk)
    for role, page in PAGES:
        if role in roles:
            return page(request)
    return render(request, "participation/home/open.html")


def _facilitator(request: Any) -> HttpResponse:
    home = queries.facilitator(
        user=request.user, municipality=request.municipality, today=timezone.localdate()
    )
    return render(request, "participation/home/facilitator.html", {"home": home})


def _professional(request: Any) -> HttpResponse:
    today = timezone.localdate()
    home = queries.professional(user=request.user, municipality=request.municipality, today=today)
    return render(request, "participation/home/professional.html", {"home": home, "today": today})


def _manager(request: Any) -> HttpResponse:
    today = timezone.localdate()
    home = queries.manager(user=request.user, municipality=request.municipality, today=today)
    return render(request, "participation/home/manager.html", {"home": home, "today": today})


def _representative(request: Any) -> HttpResponse:
    today = timezone.localdate()
    home = queries.representative(user=request.user, municipality=request.municipality, today=today)
    asked = [
        (invitation, reverse("answer_open", args=[token_of(invitation)]))
        for invitation in (home.invitations if home else [])
    ]
    calendar = calendars.found_of(home.person) if home and home.meetings else None
    coming = reverse("coming_open", args=[calendar.token]) if calendar else ""
    context = {"home": home, "asked": asked, "coming": coming}
    return render(request, "participation/home/representative.html", context)


PAGES: tuple[tuple[Role, Callable[[Any], HttpResponse]], ...] = (
    (Role.FACILITATOR, _facilitator),
    (Role.SENIOR_MANAGER, _manager),
    (Role.UNIT_MANAGER, _manager),
    (Role.PROFESSIONAL, _professional),
    (Role.REPRESENTATIVE, _representative),
)
