"""What a person sees of the coming meetings by a secret link, and the feed for calendar programs."""

import hashlib
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.core.access.guards import public
from config.core.ui import open_pages
from participation.meetings import calendars, entries, files, queries
from participation.meetings.calendars import Calendar


@public("a representative sees the own meetings by the link in the letter; the link is the right to do so")
@require_safe
def coming_open(request: Any, token: str) -> HttpResponse:
    """The next meetings: date, place, papers, pay and whom to ask, each with its calendar file."""
    calendar = calendars.find(token)
    with translation.override(_language(request, calendar)):
        if calendar is None or _has_left(calendar):
            return open_pages.told(open_pages.unknown(request))
        context = {
            "municipality": calendar.municipality,
            "coming": queries.coming_of(calendar.representative, today=timezone.localdate()),
            "token": token,
            "feed": calendar.feed_address,
            "languages_here": open_pages.switch(),
        }
        return open_pages.told(render(request, "participation/meetings/coming.html", context))


@public("a representative takes the own meeting into a calendar by the link in the letter")
@require_safe
def coming_file(request: Any, token: str, meeting_id: str) -> HttpResponse:
    """One of the person's meetings as a file."""
    calendar = calendars.find(token)
    if calendar is None or _has_left(calendar):
        raise Http404
    person: Any = calendar.representative
    meeting = entries.of_person(person).filter(public_id=meeting_id).first()
    if meeting is None:
        raise Http404
    with translation.override(person.speaks):
        pay = entries.pay_of(person).get(meeting.project_id, "")
        link = request.build_absolute_uri(reverse("coming_open", args=[token]))
        entry = entries.entry(meeting, pay=pay, link=link, municipality=calendar.municipality)
        return open_pages.told(HttpResponse(files.file(entry), content_type=files.TYPE))


@public("a calendar program asks for a feed by its secret link; it opens nothing else")
@require_safe
def calendar_feed(request: Any, token: str) -> HttpResponse:
    """The feed of whoever the link belongs to; 304 where nothing has changed since the program last asked."""
    calendar = calendars.find_feed(token)
    if calendar is None or _has_left(calendar):
        raise Http404
    with translation.override(_owner_speaks(calendar)):
        content = _feed(calendar)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponse
    if etag in known or f"W/{etag}" in known:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type=files.TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _feed(calendar: Calendar) -> bytes:
    today = timezone.localdate()
    name = _("Meetings in %(municipality)s") % {"municipality": calendar.municipality.name}
    of = entries.feed_of_person if calendar.representative_id else entries.feed_of_user
    return files.feed(of(calendar, today=today), name=name)


def _has_left(calendar: Calendar) -> bool:
    return calendar.representative is not None and calendar.representative.has_left


def _owner_speaks(calendar: Calendar) -> str:
    owner: Any = calendar.representative or calendar.user
    return getattr(owner, "speaks", "") or getattr(owner, "language", "") or "nb"


def _language(request: Any, calendar: Calendar | None) -> str:
    own = calendar.representative.speaks if calendar and calendar.representative else ""
    return open_pages.language(request, own)
