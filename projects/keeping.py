"""Keeping times: what was shown, drawn, chosen and noted for a request, plans for a season, and interest in calls."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from config.core.privacy.keeping import delete_some
from projects.calls.models import Interest, Notice
from projects.candidates.models import CandidateNote, Choice, Showing
from projects.panels.models import Panel, PanelMember
from projects.season.models import SeasonPlan

YEAR = timedelta(days=365)
KEPT = 3 * YEAR
PLANS_KEPT = timedelta(days=182)


def old_choices(at: datetime) -> int:
    """Who was chosen and who was not, and why."""
    return delete_some(Choice.objects.filter(at__lt=at - KEPT))


def old_showings(at: datetime) -> int:
    """Who was shown as a candidate."""
    return delete_some(Showing.objects.filter(at__lt=at - KEPT))


def old_plans(at: datetime) -> int:
    """Whom a plan for a season proposed; what was chosen from it is a choice of its own."""
    return delete_some(SeasonPlan.objects.filter(created_at__lt=at - PLANS_KEPT))


def old_interest(at: datetime) -> int:
    """Who was interested in a call: a year after the answer; without an answer two years after it was said."""
    answered = Q(answered_at__lt=at - YEAR)
    never = Q(answer="", said_at__lt=at - 2 * YEAR) | Q(withdrawn_at__lt=at - YEAR)
    return delete_some(Interest.objects.filter(answered | never))


def old_notices(at: datetime) -> int:
    """Who was told of a call: a year after the letter."""
    return delete_some(Notice.objects.filter(letter_on__lt=timezone.localdate(at - YEAR)))


def old_notes(at: datetime) -> int:
    """What was noted about a candidate."""
    return delete_some(CandidateNote.objects.filter(at__lt=at - KEPT))


def old_panels(at: datetime) -> int:
    """Draws with all that belongs to them."""
    return delete_some(Panel.objects.filter(created_at__lt=at - KEPT))


def old_panel_members(at: datetime) -> int:
    """Who was in a draw, also where the draw is younger."""
    return delete_some(PanelMember.objects.filter(frozen_at__lt=at - KEPT))


RULES = {
    "projects.Choice": old_choices,
    "projects.Showing": old_showings,
    "projects.SeasonPlan": old_plans,
    "projects.SeasonSeat": old_plans,
    "projects.Interest": old_interest,
    "projects.Notice": old_notices,
    "projects.CandidateNote": old_notes,
    "projects.Panel": old_panels,
    "projects.PanelMember": old_panel_members,
}
