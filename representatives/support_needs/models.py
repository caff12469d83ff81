"""What a person needs in order to take part. Kept apart from the profile, for one purpose each."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet


class SupportNeedQuerySet(VisibleQuerySet["SupportNeed"]):
    def _visible(self, scope: Any) -> "SupportNeedQuerySet":
        """Who has a permission for just this, and the person: seeing the profile is not enough."""
        from config.core.access.permissions import Permission

        reach = Q(municipality__in=scope.municipalities(Permission.SUPPORT_NEEDS_READ))
        if scope.user.is_authenticated:
            reach |= Q(representative__user=scope.user)
        return self.filter(reach)

    def serving(self, purpose: str) -> "SupportNeedQuerySet":
        """Those that may be used for a purpose."""
        return self.filter(purpose__in=[purpose, SupportNeed.Purpose.BOTH])


class SupportNeed(MunicipalRow):
    """One need, in the person's own words, and what it may be used for. Never a gate and never a reason in matching."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("Getting in and around")
        HEARING = "hearing", _("Hearing")
        SIGHT = "sight", _("Sight and reading")
        COMPANY = "company", _("Somebody along")
        INTERPRETER = "interpreter", _("Interpreter")
        TRANSPORT = "transport", _("Getting there")
        PAUSES = "pauses", _("Pauses and pace")
        FOOD = "food", _("Food")
        OTHER = "other", _("Something else")

    class Purpose(models.TextChoices):
        MEETINGS = "meetings", _("Arranging meetings")
        LETTERS = "letters", _("Letters and papers")
        BOTH = "both", _("Both")

    # What one may look for; “both” is only how the person allows it.
    LOOKED_FOR: ClassVar[tuple[Purpose, ...]] = (Purpose.MEETINGS, Purpose.LETTERS)

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="support_needs"
    )
    kind = models.CharField(_("what it is about"), max_length=20, choices=Kind.choices)
    text = EncryptedTextField(_("in the person's own words"), blank=True, default="")
    purpose = models.CharField(_("may be used for"), max_length=20, choices=Purpose.choices)
    added_at = models.DateTimeField()

    objects: ClassVar[SupportNeedQuerySet] = SupportNeedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("kind", "id")
        constraints = [
            models.UniqueConstraint(fields=["representative", "kind"], name="support_need_once_per_kind")
        ]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        special = "representative kind text purpose".split()
        keep = "as long as the profile"
        erase = "delete"
