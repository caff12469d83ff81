"""What a person decided after seeing the candidates, what was noted of them, what was shown, and by which balance."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from projects.matching.balance import Emphasis


class ChoiceQuerySet(VisibleQuerySet["Choice"]):
    def _visible(self, scope: Any) -> "ChoiceQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class Choice(MunicipalRow):
    """Someone chosen for a request, being considered, kept for later, or set aside; with the reason for going against
    a warning."""

    class Decision(models.TextChoices):
        CHOSEN = "chosen", _("Chosen")
        SHORTLISTED = "shortlisted", _("Being considered")
        LATER = "later", _("Ask later")
        NOT_CHOSEN = "not_chosen", _("Not chosen this time")

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="choices")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="choices"
    )
    decision = models.CharField(max_length=20, choices=Decision.choices)
    # Codes of the gates and gaps that stood against the choice when it was made.
    warnings = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    # For one who is kept for later: the day on which to think of them again.
    ask_again_on = models.DateField(_("ask again on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ChoiceQuerySet] = ChoiceQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "representative"], name="choice_once"),
            models.CheckConstraint(
                condition=Q(ask_again_on=None) | Q(decision="later"), name="choice_day_is_for_later"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality request decision ask_again_on at".split()
        personal = "representative reason by".split()
        special = ("warnings",)
        keep = "three years"
        erase = "blank"


class ShowingQuerySet(VisibleQuerySet["Showing"]):
    def _visible(self, scope: Any) -> "ShowingQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class Showing(MunicipalRow):
    """What was shown, to whom and when: so that a choice can be explained a year later."""

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="showings")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    seed = models.CharField(max_length=22)
    rule_version = models.CharField(max_length=20)
    # The municipality's choice between fit and taking turns at that moment, as the rule used it.
    fit_weight = models.PositiveSmallIntegerField(default=1)
    turn_weight = models.PositiveSmallIntegerField(default=1)
    # The newest change of the catalogue then.
    catalogue_version = models.CharField(max_length=20, blank=True)
    is_blind = models.BooleanField(default=False)
    is_least_read_first = models.BooleanField(default=False)
    # Public ids in the order shown, by group.
    shown = models.JSONField(default=list)

    objects: ClassVar[ShowingQuerySet] = ShowingQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Privacy:
        neutral = (
            "id public_id municipality request at seed rule_version fit_weight turn_weight catalogue_version "
            "is_blind is_least_read_first"
        ).split()
        personal = "by shown".split()
        keep = "three years"


class CandidateNoteQuerySet(VisibleQuerySet["CandidateNote"]):
    def _visible(self, scope: Any) -> "CandidateNoteQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class CandidateNote(MunicipalRow):
    """A short word about one person for one request, for those who choose; the person may read it, too."""

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="candidate_notes")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="candidate_notes"
    )
    text = models.CharField(_("note"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[CandidateNoteQuerySet] = CandidateNoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")

    class Privacy:
        neutral = "id public_id municipality request at".split()
        personal = "representative text by".split()
        keep = "three years"
        erase = "delete"


class BalanceQuerySet(VisibleQuerySet["Balance"]):
    def _visible(self, scope: Any) -> "BalanceQuerySet":
        return self.filter(municipality__in=scope.municipalities(Permission.NETWORK_POLICY_READ))


class Balance(MunicipalRow):
    """What a municipality has chosen between fit and taking turns; one row each, balanced where there is none."""

    EMPHASES = (
        (Emphasis.FIT.value, _("Fit first")),
        (Emphasis.BALANCED.value, _("Balanced")),
        (Emphasis.TURN.value, _("Turn first")),
    )

    emphasis = models.CharField(
        _("what counts most"), max_length=10, choices=EMPHASES, default=Emphasis.BALANCED.value
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[BalanceQuerySet] = BalanceQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality"], name="balance_one_each")]

    class Privacy:
        neutral = "id public_id municipality emphasis changed_at".split()
