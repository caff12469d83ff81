"""Many contributions at once: paste the minutes or a mail, look at what was found, and store it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from participation.contributions import queries, saying
from participation.contributions.many_forms import ManyForm, PastedForm
from participation.contributions.models import Contribution
from participation.contributions.splitting import MOST, split
from participation.meetings.models import Meeting
from participation.meetings.queries import expected

PASTE, LOOK = "participation/contributions/paste.html", "participation/contributions/many.html"


@require(Permission.CONTRIBUTIONS_WRITE)
def contribution_many(request: Any, meeting_id: str) -> HttpResponse:
    """From the text of a meeting's minutes, or of a mail after it, to one contribution for each thing that was said."""
    meetings = Meeting.objects.visible_to(request.user).of(request.municipality).select_related("project")
    meeting = get_object_or_404(meetings, public_id=meeting_id)
    assignments = expected(user=request.user, meeting=meeting)
    reading.listed(request, Contribution, "contributions", "name")
    shared: dict[str, Any] = {
        "owners": queries.owners(user=request.user, municipality=request.municipality),
        "day": meeting.held_on,
    }
    if "number" in request.POST:
        return _store(
            request, meeting, ManyForm(request.POST, **shared, lines=_lines(request), assignments=assignments)
        )
    pasted = PastedForm(request.POST or None, **shared, initial={"text": meeting.minutes})
    if request.method == "POST" and pasted.is_valid():
        lines = split(pasted.cleaned_data["text"])
        if lines:
            same = {name: request.POST.get(name, "") for name in ("said_on", "owner", "due_on")}
            form = ManyForm(initial=same, **shared, lines=lines, assignments=assignments)
            return form_page(request, LOOK, form, {"meeting": meeting})
        pasted.add_error(
            "text", _("There is nothing in it that can be a contribution. Write a line for each.")
        )
    return form_page(request, PASTE, pasted, {"meeting": meeting})


def _lines(request: Any) -> list[str]:
    """As many as the page had; their words are read by the form."""
    sent = request.POST.get("number", "")
    return [""] * min(int(sent) if sent.isdecimal() and len(sent) < 4 else 0, MOST)


def _store(request: Any, meeting: Meeting, form: ManyForm) -> HttpResponse:
    if form.is_valid():
        try:
            made = saying.say_all(
                project=meeting.project,
                meeting=meeting,
                said=form.said(),
                said_on=form.cleaned_data["said_on"],
                by=request.user,
                at=timezone.now(),
            )
        except saying.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext(
                "%(number)s contribution is stored.", "%(number)s contributions are stored.", len(made)
            )
            words = text % {"number": len(made)}
            return done(request, words, "meeting_detail", request.municipality.slug, meeting.public_id)
    return form_page(request, LOOK, form, {"meeting": meeting})
