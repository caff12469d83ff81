"""The nouns of the network."""

from representatives.availability.models import DayException, WeeklyTime
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.conflicts.models import Conflict
from representatives.consent.models import Consent
from representatives.duplicates.models import Merge, NotSame
from representatives.erasure.models import Erasure
from representatives.freshness.models import Checkup, NetworkPolicy
from representatives.interests.models import ChosenTopic, Hearing
from representatives.onboarding.models import (
    Conversation,
    Course,
    CourseRole,
    Declaration,
    MentorPair,
    Training,
)
from representatives.proxies.models import Proxy
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry.models import NoGo, ProfileTerm, Representative, StateChange
from representatives.selfservice.models import PaperCopy
from representatives.spreadsheets.models import ColumnChoice, ImportDraft, ImportedPerson, ImportRun
from representatives.support_needs.models import SupportNeed
from representatives.turns.models import Turn, TurnSummary
from representatives.visibility.models import Visibility

__all__ = [
    "Application",
    "Checkup",
    "ChosenTopic",
    "ColumnChoice",
    "Conflict",
    "Consent",
    "Conversation",
    "Course",
    "CourseRole",
    "DayException",
    "Declaration",
    "Erasure",
    "Hearing",
    "ImportDraft",
    "ImportRun",
    "ImportedPerson",
    "MentorPair",
    "Merge",
    "NetworkPolicy",
    "NoGo",
    "NotSame",
    "PaperCopy",
    "ProfileTerm",
    "Proxy",
    "RecruitmentChannel",
    "Representative",
    "StateChange",
    "SupportNeed",
    "Synonym",
    "Term",
    "TermChange",
    "Training",
    "Turn",
    "TurnSummary",
    "Visibility",
    "WeeklyTime",
]
