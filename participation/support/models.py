"""What is asked of managers, and what they answered."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class AskQuerySet(VisibleQuerySet["Ask"]):
    def _visible(self, scope: Any) -> "AskQuerySet":
        return self.filter(scope.reach(Permission.SUPPORT_READ, unit="unit", own=Q(pk__in=[])))

    def answerable_by(self, user: Any) -> "AskQuerySet":
        """Asks that this person may answer: a manager's own units', or the whole municipality's."""
        from config.core.access import scope

        reach = scope.of(user).reach(Permission.SUPPORT_ANSWER, unit="unit", own=Q(pk__in=[]))
        return self.filter(reach)

    def open(self) -> "AskQuerySet":
        """Asked, and no answer yet."""
        return self.filter(state=Ask.State.ASKED)


class Ask(MunicipalRow):
    """One thing asked of a manager: the need, the cost, what follows if not, and the answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")
        LATER = "later", _("Later")

    # Empty for an ask to the senior management.
    unit = models.ForeignKey(
        "core.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="asks"
    )
    title = models.CharField(_("what is asked"), max_length=200)
    need = models.TextField(_("why"), max_length=1000)
    options = models.TextField(_("options"), max_length=1000, blank=True)
    cost_kroner = models.PositiveIntegerField(_("cost in kroner"), default=0)
    cost_hours = models.PositiveIntegerField(_("cost in hours"), default=0)
    consequence = models.TextField(_("what follows if not"), max_length=1000, blank=True)
    decide_by = models.DateField(_("decide by"))
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    answer_reason = models.TextField(_("reason"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AskQuerySet] = AskQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("decide_by", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="ask_answered_has_a_time",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality unit title need options cost_kroner cost_hours consequence decide_by state "
            "answer_reason answered_at created_at"
        ).split()
        personal = ("answered_by",)
        keep = "five years"
