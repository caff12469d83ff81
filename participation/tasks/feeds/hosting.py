"""What waits about meetings, seats and fees. Labels are for one and for many."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participation.assignments.models import Assignment, PhaseRole
from participation.claims.models import Claim
from participation.meetings.models import Meeting
from participation.polls.models import Poll
from participation.tasks.feeds.feed import Feed, Reader, having, name, text

OF_SEAT: dict[str, Any] = {
    "opens": "assignment_detail",
    "about": name(),
    "names_people": True,
    "within": text("request__project__title"),
}
OF_MEETING: dict[str, Any] = {"about": text("title"), "within": text("project__title"), "until": "held_on"}


def _differing(of: Reader) -> Any:
    """Running seats where the two sides want different parts in a phase, and have settled nothing."""
    apart = PhaseRole.objects.filter(agreed="").exclude(person_wants="").exclude(project_wants="")
    return having(of.of(Assignment).running(), apart.exclude(person_wants=F("project_wants")), "assignment")


def _drafted(of: Reader) -> Any:
    return of.of(Claim).filter(state=Claim.State.DRAFT, attendance__meeting__state=Meeting.State.HELD)


FEEDS: tuple[Feed, ...] = (
    Feed(
        "unclosed",
        ngettext_lazy("meeting to close", "meetings to close", "count"),
        lambda of: of.of(Meeting).to_close(of.today),
        "meeting_list",
        "state=to_close",
        what=_("Close the meeting"),
        why=_("Fees, and answers to what was said, wait for it."),
        press=_("Close the meeting"),
        opens="meeting_close",
        **OF_MEETING,
    ),
    Feed(
        "unprepared",
        ngettext_lazy("meeting soon with something missing", "meetings soon with something missing", "count"),
        lambda of: of.of(Meeting).to_prepare(of.today),
        "meeting_list",
        "state=to_prepare",
        what=_("Fill in what is missing before the meeting"),
        why=_("Time, place, agenda or papers are not there yet."),
        press=_("Fill in"),
        opens="meeting_edit",
        **OF_MEETING,
    ),
    Feed(
        "days",
        ngettext_lazy("day to choose for a meeting", "days to choose for meetings", "count"),
        lambda of: of.of(Poll).open().filter(answer_by__lt=of.today),
        what=_("Choose a day for the meeting"),
        why=_("Everybody has had the time to answer."),
        press=_("See the answers"),
        opens="poll_detail",
        about=text("title"),
        within=text("project__title"),
        until="answer_by",
    ),
    Feed(
        "left",
        ngettext_lazy("person who has left an assignment", "people who have left an assignment", "count"),
        lambda of: of.of(Assignment).left(),
        "assignment_list",
        "left=on",
        what=_("Somebody has left: thank them, and find another"),
        why=_("The person has said so on My page."),
        press=_("Open it"),
        **OF_SEAT,
    ),
    Feed(
        "differing",
        ngettext_lazy("part to talk about", "parts to talk about", "count"),
        _differing,
        what=_("Talk about the part the person is to have"),
        why=_("The person and the project want different things."),
        press=_("See both wishes"),
        **OF_SEAT,
    ),
    Feed(
        "fees",
        ngettext_lazy("fee to look through", "fees to look through", "count"),
        _drafted,
        query="state=draft",
        what=_("Look through the fees and approve them"),
        why=_("Nobody is paid before it is done."),
        press=_("See the fees"),
        opens="claim_list",
        by="",
        about=text("title"),
        within=text("project__title"),
        lines=lambda of: of.of(Meeting).filter(pk__in=_drafted(of).order_by().values("attendance__meeting")),
    ),
)
