"""Keeping times of what was asked, answered and said."""

from datetime import datetime, timedelta

from django.utils import timezone

from config.core.privacy.keeping import BATCH, delete_some
from participation.claims.receipts import Receipt
from participation.contributions.models import Contribution, Told
from participation.engagement.models import Fact
from participation.feedback.models import PrivateWord, Pulse
from participation.handover.models import Handover
from participation.invitations.models import Answer, Invitation
from participation.polls.models import Poll
from participation.questions.models import QuestionWord
from participation.sendings.models import Sending
from participation.tasks.models import GivenTask, Snooze, Task

YEAR = timedelta(days=365)


def old_answers(at: datetime) -> int:
    """What was answered, and the message with it, after three years."""
    return delete_some(Answer.objects.filter(at__lt=at - 3 * YEAR))


def old_questions(at: datetime) -> int:
    """What was asked about invitations and answered, after three years."""
    return delete_some(QuestionWord.objects.filter(at__lt=at - 3 * YEAR))


def old_invitations(at: datetime) -> int:
    """Who was invited, after three years; never one that somebody may still answer."""
    over = Invitation.objects.filter(
        created_at__lt=at - 3 * YEAR, reply_by__lt=timezone.localdate(at - 3 * YEAR)
    )
    return delete_some(over)


def old_sendings(at: datetime) -> int:
    """Who was written to together, after three years; never what is still open."""
    return delete_some(Sending.objects.filter(ended_at__lt=at - 3 * YEAR))


def old_polls(at: datetime) -> int:
    """Who could come on which day, after three years; the meeting that came of it stays."""
    return delete_some(Poll.objects.filter(created_at__lt=at - 3 * YEAR))


def old_pulses(at: datetime) -> int:
    """Who was asked how it was, and the answers, after three years."""
    return delete_some(Pulse.objects.filter(asked_at__lt=at - 3 * YEAR))


def old_private_words(at: datetime) -> int:
    """What was for the facilitator alone, after a year."""
    return delete_some(PrivateWord.objects.filter(at__lt=at - YEAR))


def names_of_contributions(at: datetime) -> int:
    """Who said it, after five years; what was said stays with the project."""
    said_before = timezone.localdate(at - 5 * YEAR)
    named = Contribution.objects.filter(said_on__lt=said_before, assignment__isnull=False)
    ids = list(named.order_by("pk").values_list("pk", flat=True)[:BATCH])
    Told.objects.filter(contribution__in=ids).update(assignment=None)
    return Contribution.objects.filter(pk__in=ids).update(assignment=None)


def old_facts(at: datetime) -> int:
    """Facts about professionals, after three years."""
    return delete_some(Fact.objects.filter(at__lt=at - 3 * YEAR))


def old_handovers(at: datetime) -> int:
    """What one facilitator told the next, a year after it was done."""
    return delete_some(Handover.objects.filter(completed_at__lt=at - YEAR))


def old_receipts(at: datetime) -> int:
    """Files behind claims, five years after the meeting: no longer than the accounts need them."""
    before = timezone.localdate(at - 5 * YEAR)
    return delete_some(Receipt.objects.filter(claim__incurred_on__lt=before))


def old_tasks(at: datetime) -> int:
    """What somebody wrote down to do, a year after it was done."""
    return delete_some(Task.objects.filter(done_at__lt=at - YEAR))


def old_snoozes(at: datetime) -> int:
    """That somebody put a task off, a month after its day."""
    return delete_some(Snooze.objects.filter(until__lt=timezone.localdate(at - timedelta(days=30))))


def old_given_tasks(at: datetime) -> int:
    """To whom a task was given, after a year."""
    return delete_some(GivenTask.objects.filter(at__lt=at - YEAR))


RULES = {
    "participation.Receipt": old_receipts,
    "participation.Answer": old_answers,
    "participation.QuestionWord": old_questions,
    "participation.Invitation": old_invitations,
    "participation.Sending": old_sendings,
    "participation.Poll": old_polls,
    "participation.Pulse": old_pulses,
    "participation.PrivateWord": old_private_words,
    "participation.Contribution": names_of_contributions,
    "participation.Fact": old_facts,
    "participation.Handover": old_handovers,
    "participation.Task": old_tasks,
    "participation.Snooze": old_snoozes,
    "participation.GivenTask": old_given_tasks,
}
