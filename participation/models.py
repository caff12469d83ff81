"""The nouns of participation."""

from participation.assignments.models import Assignment, PhaseRole
from participation.claims.exports import PayrollExport, PayrollMapping
from participation.claims.frames import Frame
from participation.claims.models import Claim, Rate
from participation.claims.receipts import Receipt
from participation.comparison.models import PeerFigure, SharedFigure, Sharing
from participation.contributions.models import Change, Contribution, Decision, Effect, Response, Told
from participation.contributions.quoting import Quotation
from participation.contributions.reactions import Reaction
from participation.engagement.glad import GladToHelp, StaffCourse
from participation.engagement.models import Fact, Professional, UnitStep
from participation.engagement.relations import Relation
from participation.engagement.roles import RoleStep, WorkRole
from participation.engagement.ties import Tie
from participation.feedback.models import PrivateWord, Pulse, PulseAnswer, PulseVoice
from participation.feedback.questions import FeedbackQuestion, Questionnaire, QuestionnaireUse
from participation.handover.models import Handover, HandoverItem
from participation.invitations.models import Answer, Invitation, Offer
from participation.invitations.policies import AskingPolicy
from participation.invitations.spoken import Spoken
from participation.meetings.calendars import Calendar
from participation.meetings.models import Attendance, Meeting
from participation.occasions.models import Occasion
from participation.paper.models import PaperLetter
from participation.plans.models import ParticipationPlan, PlanLine
from participation.polls.models import Poll, PollAnswer, PollDate, PollVoice
from participation.promises.models import OwnerLink
from participation.questions.models import QuestionWord
from participation.readiness.models import Readiness, ReadinessAnswer, ReadinessStep
from participation.reflections.models import Reflection, ReflectionPart
from participation.reports.models import Report, ReportRhythm
from participation.sendings.models import Sending, SendingLine
from participation.support.models import Ask, AskFollowed, AskLink
from participation.tasks.models import Digest, GivenTask, Snooze, Task

__all__ = [
    "Answer",
    "Ask",
    "AskFollowed",
    "AskLink",
    "AskingPolicy",
    "Assignment",
    "Attendance",
    "Calendar",
    "Change",
    "Claim",
    "Contribution",
    "Decision",
    "Digest",
    "Effect",
    "Fact",
    "FeedbackQuestion",
    "Frame",
    "GivenTask",
    "GladToHelp",
    "Handover",
    "HandoverItem",
    "Invitation",
    "Meeting",
    "Occasion",
    "Offer",
    "OwnerLink",
    "PaperLetter",
    "ParticipationPlan",
    "PayrollExport",
    "PayrollMapping",
    "PeerFigure",
    "PhaseRole",
    "PlanLine",
    "Poll",
    "PollAnswer",
    "PollDate",
    "PollVoice",
    "PrivateWord",
    "Professional",
    "Pulse",
    "PulseAnswer",
    "PulseVoice",
    "QuestionWord",
    "Questionnaire",
    "QuestionnaireUse",
    "Quotation",
    "Rate",
    "Reaction",
    "Readiness",
    "ReadinessAnswer",
    "ReadinessStep",
    "Receipt",
    "Reflection",
    "ReflectionPart",
    "Relation",
    "Report",
    "ReportRhythm",
    "Response",
    "RoleStep",
    "Sending",
    "SendingLine",
    "SharedFigure",
    "Sharing",
    "Snooze",
    "Spoken",
    "StaffCourse",
    "Task",
    "Tie",
    "Told",
    "UnitStep",
    "WorkRole",
]
