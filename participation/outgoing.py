"""Every kind of letter that leaves from here, and which of them have room for the municipality's own words."""

from participation.claims import messages as claims
from participation.contributions import messages as contributions
from participation.feedback import messages as feedback
from participation.invitations import following
from participation.invitations import messages as invitations
from participation.meetings import messages as meetings
from participation.polls import messages as polls
from participation.promises import messages as promises
from participation.questions import messages as questions
from participation.reflections import messages as reflections
from participation.reports import messages as reports
from participation.sendings import kind_words
from participation.support import messages as support
from participation.tasks import messages as tasks

KINDS = (
    invitations.INVITATION_ASKED,
    following.SEAT_OPENED,
    following.REMINDER_SENT,
    following.ASKED_ONCE_MORE,
    questions.QUESTION_ANSWERED,
    kind_words.PLACES_TAKEN,
    contributions.CONTRIBUTION_TOLD,
    support.ASK_MADE,
    support.ASK_REMINDED,
    support.ASK_ANSWERED,
    reflections.REFLECTION_INVITED,
    reports.REPORT_READY,
    reports.REPORT_DRAFTED,
    *meetings.KINDS,
    *polls.KINDS,
    *feedback.KINDS,
    claims.CLAIM_RETURNED,
    promises.PROMISE_OWED,
    promises.PROMISE_LATE,
    *tasks.KINDS,
)
WORDINGS = (
    invitations.WORDING,
    *following.WORDINGS,
    *meetings.WORDINGS,
    *polls.WORDINGS,
    *feedback.WORDINGS,
    claims.WORDING,
    *promises.WORDINGS,
    kind_words.WORDING,
    questions.WORDING,
    contributions.WORDING,
    *tasks.WORDINGS,
)
