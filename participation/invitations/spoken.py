"""How an answer came that somebody wrote down: who said it, to whom, and when."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.invitations.models import Answer


class SpokenQuerySet(VisibleQuerySet["Spoken"]):
    def _visible(self, scope: Any) -> "SpokenQuerySet":
        """With its answer: the facilitator's."""
        return self.filter(answer__in=Answer.objects.all()._visible(scope))


class Spoken(MunicipalRow):
    """What goes with an answer by phone or on paper; answers by the link have none."""

    class By(models.TextChoices):
        PERSON = "person", _("The person")
        PROXY = "proxy", _("The one who answers for the person")
        KIN = "kin", _("Somebody close to the person")

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="spoken")
    by = models.CharField(max_length=10, choices=By.choices)
    # Who it was, where it was not the person.
    name = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[SpokenQuerySet] = SpokenQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(by__in=["person", "proxy", "kin"]), name="spoken_by_is_known")
        ]

    class Privacy:
        neutral = "id public_id municipality answer at".split()
        personal = "by name received_by".split()
        keep = "three years"
        erase = "blank"
