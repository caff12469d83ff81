"""The nouns of the network."""

from representatives.catalogue.models import Synonym, Term
from representatives.consent.models import Consent
from representatives.onboarding.models import Declaration, Training
from representatives.registry.models import NoGo, ProfileTerm, Representative, StateChange
from representatives.spreadsheets.models import ImportDraft
from representatives.turns.models import Turn

__all__ = [
    "Consent",
    "Declaration",
    "ImportDraft",
    "NoGo",
    "ProfileTerm",
    "Representative",
    "StateChange",
    "Synonym",
    "Term",
    "Training",
    "Turn",
]
