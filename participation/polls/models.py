"""A time poll: the days that would do for a meeting, who is asked about them, and what each answered."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class PollQuerySet(VisibleQuerySet["Poll"]):
    def _visible(self, scope: Any) -> "PollQuerySet":
        """Whoever plans meetings; who answered what is nobody else's to see."""
        nobody = Q(pk__in=[])
        return self.filter(scope.reach(Permission.MEETINGS_WRITE, unit="project__unit", own=nobody))

    def open(self) -> "PollQuerySet":
        return self.filter(state=Poll.State.OPEN)


class Poll(MunicipalRow):
    """Which day suits: asked once, answered until a day, and then one is chosen and becomes a meeting."""

    class State(models.TextChoices):
        OPEN = "open", _("Asked")
        CHOSEN = "chosen", _("A day is chosen")
        CLOSED = "closed", _("Closed without a day")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="polls")
    title = models.CharField(_("title"), max_length=140)
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    answer_by = models.DateField(_("answer by"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    meeting = models.OneToOneField(
        "participation.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="poll"
    )
    nudged_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[PollQuerySet] = PollQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting=None) | Q(state="chosen"), name="poll_with_a_meeting_is_chosen"
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality project title place answer_by state meeting nudged_at created_at"
        ).split()
        keep = "three years"

    def takes_answers(self, today: date) -> bool:
        """Whether it can still be answered: it is open, and the last day has not passed."""
        return self.state == self.State.OPEN and today <= self.answer_by


class PollDateQuerySet(VisibleQuerySet["PollDate"]):
    def _visible(self, scope: Any) -> "PollDateQuerySet":
        return self.filter(poll__in=Poll.objects.all()._visible(scope))


class PollDate(MunicipalRow):
    """One day and hour that would do."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="dates")
    held_on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()

    objects: ClassVar[PollDateQuerySet] = PollDateQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("held_on", "begins", "id")
        constraints = [
            models.UniqueConstraint(fields=["poll", "held_on", "begins"], name="poll_date_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="poll_date_ends_after_it_begins"),
        ]

    class Privacy:
        neutral = "id public_id municipality poll held_on begins ends".split()
        keep = "three years"


class PollVoiceQuerySet(VisibleQuerySet["PollVoice"]):
    def _visible(self, scope: Any) -> "PollVoiceQuerySet":
        return self.filter(poll__in=Poll.objects.all()._visible(scope))

    def silent(self) -> "PollVoiceQuerySet":
        return self.filter(answered_at=None)


class PollVoice(MunicipalRow):
    """Somebody who is asked; silent until `answered_at`."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="voices")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="poll_voices"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PollVoiceQuerySet] = PollVoiceQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["poll", "representative"], name="poll_voice_once")]

    class Privacy:
        neutral = "id public_id municipality poll answered_at".split()
        personal = ("representative",)
        keep = "three years"
        erase = "delete"


class PollAnswerQuerySet(VisibleQuerySet["PollAnswer"]):
    def _visible(self, scope: Any) -> "PollAnswerQuerySet":
        return self.filter(voice__poll__in=Poll.objects.all()._visible(scope))


class PollAnswer(MunicipalRow):
    """What somebody answered about one day."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        IF_NEEDED = "if_needed", _("If needed")
        NO = "no", _("No")

    voice = models.ForeignKey(PollVoice, on_delete=models.CASCADE, related_name="answers")
    date = models.ForeignKey(PollDate, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)

    objects: ClassVar[PollAnswerQuerySet] = PollAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["voice", "date"], name="poll_answer_once_per_date")]

    class Privacy:
        neutral = "id public_id municipality voice date".split()
        personal = ("answer",)
        keep = "three years"
        erase = "delete"
