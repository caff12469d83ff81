"""Kinds of change: about fourteen codes, each of one of three classes, and how firm a claim is (domain §7.2). Pure."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """The class; reports count by it."""

    PRODUCT = "product", _("A product, such as information or a form")
    SERVICE = "service", _("An improvement of a service")
    SYSTEM = "system", _("A change of system or policy")


class Kind(models.TextChoices):
    """What a person chooses; the class follows from it."""

    INFORMATION = "information", _("Information material")
    DECISION_AID = "decision_aid", _("Decision aid")
    INDICATOR = "indicator", _("Indicator or framework")
    E_HEALTH = "e_health", _("Digital service or equipment")
    E_LEARNING = "e_learning", _("E-learning for staff")
    OTHER_PRODUCT = "other_product", _("Another product")
    PROGRAMME = "programme", _("New programme or service")
    EXPERIENCE = "experience", _("Better experience for those who use the service")
    RECORDS = "records", _("Records or letters")
    PROCESS = "process", _("Process, such as pathway or appointments")
    FEEDBACK = "feedback", _("A way to give feedback")
    REDESIGN = "redesign", _("Redesign or expansion")
    POSTS = "posts", _("New posts")
    STAFFING = "staffing", _("Recruitment, induction or training")
    OTHER_SERVICE = "other_service", _("Another improvement of a service")
    POLICY = "policy", _("Policy or guideline")
    OTHER_SYSTEM = "other_system", _("Another change of system")


KINDS: dict[Outcome, tuple[Kind, ...]] = {
    Outcome.PRODUCT: (
        Kind.INFORMATION,
        Kind.DECISION_AID,
        Kind.INDICATOR,
        Kind.E_HEALTH,
        Kind.E_LEARNING,
        Kind.OTHER_PRODUCT,
    ),
    Outcome.SERVICE: (
        Kind.PROGRAMME,
        Kind.EXPERIENCE,
        Kind.RECORDS,
        Kind.PROCESS,
        Kind.FEEDBACK,
        Kind.REDESIGN,
        Kind.POSTS,
        Kind.STAFFING,
        Kind.OTHER_SERVICE,
    ),
    Outcome.SYSTEM: (Kind.POLICY, Kind.OTHER_SYSTEM),
}
_CLASS = {kind: outcome for outcome, kinds in KINDS.items() for kind in kinds}


class EvidenceLevel(models.IntegerChoices):
    """How firm a claim of change is (domain §7.2)."""

    ASSERTED = 0, _("Asserted by the facilitator")
    DOCUMENTED = 1, _("The contribution is documented")
    CONFIRMED_BY_OWNER = 2, _("Confirmed by the one who decided")
    CONFIRMED_BY_CONTRIBUTOR = 3, _("The contributor confirms that it is what was meant")
    INDICATOR_MOVED = 4, _("An indicator moved")
    COMPARED = 5, _("Compared with something like it")


def class_of(kind: str) -> Outcome:
    """The class that a kind is of."""
    return _CLASS[Kind(kind)]


def grouped() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Every kind under the name of its class, for a list to choose from."""
    return [(outcome.label, [(kind.value, kind.label) for kind in kinds]) for outcome, kinds in KINDS.items()]


def agreement() -> Q:
    """What the database holds: a kind stands with its own class and with no other."""
    found = Q()
    for outcome, kinds in KINDS.items():
        found |= Q(outcome=outcome.value, kind__in=[kind.value for kind in kinds])
    return found
