"""Feedback from both sides: what is asked, who is asked, what each answered, and the word that only one person reads.

Nobody's single answer is for the project: `PulseVoice` and what hangs on it are the facilitator's to see; everybody
else sees the counts of `queries.results`, from five answers on.
"""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy import links
from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.feedback.questions import PulseKind, Questionnaire, Side
from participation.feedback.wording import spoken

PAGE = "pulse-page"


class PulseQuerySet(VisibleQuerySet["Pulse"]):
    def _visible(self, scope: Any) -> "PulseQuerySet":
        """Whoever may see the meetings of the project; of the answers they see the counts."""
        own = Q(project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.MEETINGS_READ, unit="project__unit", own=own))


class Pulse(MunicipalRow):
    """What both sides are asked at one time. The questions are kept as they were asked."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="pulses")
    meeting = models.OneToOneField(
        "participation.Meeting", on_delete=models.CASCADE, null=True, blank=True, related_name="pulse"
    )
    kind = models.CharField(max_length=20, choices=PulseKind.choices)
    questions = models.JSONField()
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, null=True, blank=True, related_name="pulses"
    )
    answer_by = models.DateField(_("answer by"))
    asked_at = models.DateTimeField()
    # When the letters, and the one reminder, were queued.
    told_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PulseQuerySet] = PulseQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="after_meeting", meeting__isnull=False) | Q(kind="delayed", meeting=None),
                name="pulse_is_about_a_meeting_or_later",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality project meeting kind questions questionnaire answer_by asked_at told_at "
            "reminded_at"
        ).split()
        keep = "three years"

    def of_side(self, side: str) -> list[dict[str, Any]]:
        """The questions for one side, in their order."""
        return [question for question in self.questions if question["side"] == side]

    def is_over(self, today: date) -> bool:
        """Whether the last day to answer has passed."""
        return today > self.answer_by


class PulseVoiceQuerySet(VisibleQuerySet["PulseVoice"]):
    def _visible(self, scope: Any) -> "PulseVoiceQuerySet":
        """The facilitator's alone: never who leads the project, and no manager."""
        nobody = Q(pk__in=[])
        return self.filter(scope.reach(Permission.MEETINGS_WRITE, unit="pulse__project__unit", own=nobody))

    def asked(self) -> "PulseVoiceQuerySet":
        """Without those who were called off."""
        return self.filter(called_off_at=None)

    def silent(self) -> "PulseVoiceQuerySet":
        return self.asked().filter(answered_at=None)

    def to_look_at(self) -> "PulseVoiceQuerySet":
        """With something low, or a private word, that no facilitator has said to have seen."""
        return self.filter(needs_look=True, seen_at=None)


class PulseVoice(MunicipalRow):
    """Somebody who is asked, on one of the two sides; silent until `answered_at`. Link as in `core.privacy.links`."""

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="voices")
    side = models.CharField(max_length=20, choices=Side.choices)
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, null=True, related_name="pulse_voices"
    )
    professional = models.ForeignKey(
        "participation.Professional", on_delete=models.CASCADE, null=True, related_name="pulse_voices"
    )
    # The seat that a delayed question is about: it is asked of once.
    delayed_for = models.OneToOneField(
        "participation.Assignment", on_delete=models.SET_NULL, null=True, related_name="delayed_voice"
    )
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Since when a silent person is asked no longer, because the meeting's attendance was corrected.
    called_off_at = models.DateTimeField(null=True, blank=True)
    is_by_phone = models.BooleanField(_("written down for the person"), default=False)
    needs_look = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[PulseVoiceQuerySet] = PulseVoiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(
                fields=["municipality"],
                condition=Q(needs_look=True, seen_at=None),
                name="pulse_voice_to_look_at",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pulse", "representative"],
                condition=Q(representative__isnull=False),
                name="pulse_voice_once_per_representative",
            ),
            models.UniqueConstraint(
                fields=["pulse", "professional"],
                condition=Q(professional__isnull=False),
                name="pulse_voice_once_per_professional",
            ),
            models.CheckConstraint(
                condition=Q(side="representative", representative__isnull=False, professional=None)
                | Q(side="professional", professional__isnull=False, representative=None),
                name="pulse_voice_is_on_one_side",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(needs_look=False),
                name="pulse_voice_to_look_at_has_answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(called_off_at=None), name="pulse_voice_called_off_is_silent"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality pulse side generation key_id token_hash seen_at".split()
        personal = (
            "representative professional delayed_for answered_at called_off_at is_by_phone needs_look seen_by"
        ).split()
        keep = "three years"
        erase = "stay"

    @property
    def person(self) -> Any:
        """Who is asked."""
        return self.representative or self.professional

    @property
    def token(self) -> str:
        """What the address of the own page has in it."""
        return links.make(PAGE, self)

    @property
    def path(self) -> str:
        """The own page, on which the person answers and sees what the group said."""
        return reverse("feedback_open", args=[self.token])

    @property
    def speaks(self) -> str:
        """The language of who is asked."""
        if self.representative is not None:
            return str(self.representative.speaks)
        return str(self.person.language or self.municipality.language)


class PulseAnswerQuerySet(VisibleQuerySet["PulseAnswer"]):
    def _visible(self, scope: Any) -> "PulseAnswerQuerySet":
        return self.filter(voice__in=PulseVoice.objects.all()._visible(scope))


class PulseAnswer(MunicipalRow):
    """What somebody answered to one question: a step, where 1 is the lowest."""

    voice = models.ForeignKey(PulseVoice, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=20)
    step = models.PositiveSmallIntegerField(_("answer"))

    objects: ClassVar[PulseAnswerQuerySet] = PulseAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["voice", "question"], name="pulse_answer_once_per_question"),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=10), name="pulse_answer_is_a_step"),
        ]

    class Privacy:
        neutral = "id public_id municipality voice".split()
        personal = ("question", "step")
        keep = "three years"
        erase = "stay"

    def get_question_display(self) -> str:
        """The words of the question in the language that is active."""
        return spoken(self._asked["text"]) if self._asked else self.question

    def get_step_display(self) -> str:
        """The words of the answer in the language that is active."""
        steps = self._asked.get("steps", [])
        return spoken(steps[self.step - 1]) if self.step <= len(steps) else str(self.step)

    @property
    def _asked(self) -> dict[str, Any]:
        """The question as it was asked; empty where the pulse does not know it."""
        found = (one for one in self.voice.pulse.questions if one.get("key") == self.question)
        return next(found, {})


class PrivateWordQuerySet(VisibleQuerySet["PrivateWord"]):
    def _visible(self, scope: Any) -> "PrivateWordQuerySet":
        return self.filter(voice__in=PulseVoice.objects.all()._visible(scope))


class PrivateWord(MunicipalRow):
    """What somebody wants the facilitator to know, and nobody else: sealed, in no count and no report."""

    voice = models.OneToOneField(PulseVoice, on_delete=models.CASCADE, related_name="private_word")
    text = EncryptedTextField(_("words"))
    at = models.DateTimeField()

    objects: ClassVar[PrivateWordQuerySet] = PrivateWordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)

    class Privacy:
        neutral = "id public_id municipality voice at".split()
        special = ("text",)
        keep = "a year"
        erase = "delete"
