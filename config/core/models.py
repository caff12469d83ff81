"""The nouns of the ground floor."""

from config.core.accounts.models import ApiToken, User
from config.core.audit.models import AuditEvent
from config.core.jobs.models import Job
from config.core.letters.models import LetterText
from config.core.organisations.models import Membership, Municipality, MunicipalLook, Unit
from config.core.outbox.models import Message

__all__ = [
    "ApiToken",
    "AuditEvent",
    "Job",
    "LetterText",
    "Membership",
    "Message",
    "MunicipalLook",
    "Municipality",
    "Unit",
    "User",
]
