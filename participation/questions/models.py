"""What is said to and fro about an invitation. The first question is the answer to the invitation itself."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.invitations.models import Invitation


class QuestionWordQuerySet(VisibleQuerySet["QuestionWord"]):
    def _visible(self, scope: Any) -> "QuestionWordQuerySet":
        """With its invitation: the facilitator's."""
        return self.filter(invitation__in=Invitation.objects.all()._visible(scope))


class QuestionWord(MunicipalRow):
    """One turn in a thread: a further question of the person, or what the facilitator answered."""

    class Side(models.TextChoices):
        PERSON = "person", _("The person")
        FACILITATOR = "facilitator", _("The facilitator")

    class Way(models.TextChoices):
        PAGE = "page", _("On the answer page")
        MAIL = "mail", _("By e-mail")
        SMS = "sms", _("By text message")
        PHONE = "phone", _("By phone")
        PAPER = "paper", _("On paper")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="question_words")
    side = models.CharField(max_length=12, choices=Side.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    text = EncryptedTextField(_("words"))
    at = models.DateTimeField()
    # Who answered, or who wrote down what the person said.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[QuestionWordQuerySet] = QuestionWordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["invitation", "side", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(side="person", way__in=["page", "mail", "phone", "paper"])
                | Q(side="facilitator", way__in=["mail", "sms", "phone", "paper"]),
                name="question_word_comes_a_way",
            )
        ]

    class Privacy:
        neutral = "id public_id municipality invitation side way at".split()
        personal = ("by",)
        special = ("text",)
        keep = "three years"
        erase = "blank"
