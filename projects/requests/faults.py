"""What stands in the way of a request or a step of it, in words that can be shown; empty when nothing does."""

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.planning.models import Project
from projects.requests import queries
from projects.requests.models import Request

MOST_SEATS = 50


def faulty(request: Request) -> str:
    """What of its fields cannot be kept."""
    if not request.title.strip():
        return _("A request needs a title.")
    if not 1 <= request.seats <= MOST_SEATS:
        return _("A request has from 1 to 50 seats.")
    if request.starts_on and request.ends_on and request.ends_on < request.starts_on:
        return _("A request ends after it starts.")
    return ""


def incomplete(request: Request) -> str:
    """What it still needs to be open."""
    missing = queries.missing(request)
    return _("The request still needs: %(parts)s.") % {"parts": "; ".join(missing)} if missing else ""


def over(project: Project) -> str:
    """That nobody new is asked for the project."""
    return _("The project is over, so nobody new is asked for it.") if queries.has_ended(project) else ""


def waiting(request: Request) -> str:
    """How many have been asked and wait for nothing but their own answer."""
    count = queries.awaiting(request)
    if not count:
        return ""
    text = ngettext(
        "%(count)s person has been asked and has not answered. Take the invitation back first.",
        "%(count)s people have been asked and have not answered. Take the invitations back first.",
        count,
    )
    return text % {"count": localize(count)}


def unexplained(reason: str) -> str:
    """That an ending needs a reason: everyone who sees the request can read it."""
    return "" if reason.strip() else _("Say in a few words why nobody is needed any more.")
