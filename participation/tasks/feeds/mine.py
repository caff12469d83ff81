"""What waits for a representative and stands on My page; invitations and feedback have cards of their own there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participation.claims.models import Claim
from participation.polls.models import Poll, PollVoice
from participation.tasks.feeds.feed import REPRESENTATIVE, Feed, Reader, text
from representatives.freshness import links
from representatives.freshness.models import Checkup

WHOSE = "representative__user"


def _polls(of: Reader) -> Any:
    voices = PollVoice.objects.silent().filter(**{WHOSE: of.user}).of(of.municipality)
    return voices.filter(poll__state=Poll.State.OPEN, poll__answer_by__gte=of.today)


def _poll_pages(public_ids: list[str]) -> dict[str, str]:
    """The pages of answering, by the link to the person's own calendar, which the letter has made."""
    voices = PollVoice.objects.filter(public_id__in=public_ids, representative__calendar__isnull=False)
    return {
        one.public_id: reverse("poll_open", args=[one.representative.calendar.token, one.poll.public_id])
        for one in voices.select_related("poll", "representative__calendar")
    }


def _checkups(of: Reader) -> Any:
    """With a link that opens the question."""
    mine = Checkup.objects.unanswered().filter(**{WHOSE: of.user}).of(of.municipality)
    return mine.exclude(token_hash="")  # noqa: S106  # no password: the hash of no link


def _checkup_pages(public_ids: list[str]) -> dict[str, str]:
    rows = Checkup.objects.filter(public_id__in=public_ids)
    return {row.public_id: reverse("still_right_open", args=[links.make(row)]) for row in rows}


def _returned(of: Reader) -> Any:
    mine = Claim.objects.filter(attendance__assignment__representative__user=of.user)
    return mine.of(of.municipality).filter(state=Claim.State.RETURNED)


FEEDS: tuple[Feed, ...] = (
    Feed(
        "my_days",
        ngettext_lazy("meeting to find a day for", "meetings to find a day for", "count"),
        _polls,
        roles=REPRESENTATIVE,
        what=_("Which days suit you?"),
        why=_("We are planning a meeting, and choose a day that suits most."),
        press=_("Say which days suit"),
        opens="my_page",
        by="",
        about=text("poll__title"),
        within=text("poll__project__title"),
        until="poll__answer_by",
        addresses=_poll_pages,
    ),
    Feed(
        "my_profile",
        ngettext_lazy("profile to look at", "profiles to look at", "count"),
        _checkups,
        roles=REPRESENTATIVE,
        what=_("Is what we know about you still right?"),
        why=_("We ask once a year. It takes one press when nothing has changed."),
        press=_("See and answer"),
        opens="my_page",
        by="",
        about=text(""),
        within=text(""),
        until="due_on",
        addresses=_checkup_pages,
    ),
    Feed(
        "my_money",
        ngettext_lazy("sum to mend", "sums to mend", "count"),
        _returned,
        roles=REPRESENTATIVE,
        what=_("Something is missing before you can be paid"),
        why=_("The facilitator has sent it back to you with a word."),
        press=_("See what is missing"),
        opens="my_claim_detail",
        about=text("attendance__meeting__title"),
        within=text(""),
    ),
)
