"""How ready a unit or a project is, as it says itself on a day, and the steps that came of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.organisations.models import Role
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.readiness.questions import BY_KEY

# Whose the steps can be: it is shared, and all three see all of it.
OWNERS = (Role.FACILITATOR, Role.UNIT_MANAGER, Role.SENIOR_MANAGER)


class Answer(models.TextChoices):
    """Words, never points."""

    NOT_YET = "not_yet", _("Not yet")
    PARTLY = "partly", _("Partly")
    YES = "yes", _("Yes")
    UNKNOWN = "unknown", _("Do not know")


class ReadinessQuerySet(VisibleQuerySet["Readiness"]):
    def _visible(self, scope: Any) -> "ReadinessQuerySet":
        return self.filter(scope.reach(Permission.READINESS_READ, unit="unit", own=Q(pk__in=[])))

    def about(self, unit: Any, project: Any) -> "ReadinessQuerySet":
        """Of one unit as a whole, or of one project."""
        return self.filter(unit=unit, project=project)


class Readiness(MunicipalRow):
    """The answers of one day for a unit, or for one of its projects. Never changed: next time is a new one."""

    unit = models.ForeignKey("core.Unit", on_delete=models.CASCADE, related_name="readiness")
    # Empty for the unit as a whole.
    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, null=True, blank=True, related_name="readiness"
    )
    held_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ReadinessQuerySet] = ReadinessQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-held_on", "-id")

    class Privacy:
        neutral = "id public_id municipality unit project held_on at".split()
        personal = ("by",)
        keep = "as long as the unit"

    @property
    def name(self) -> str:
        """What it is about."""
        return str(self.project.title if self.project else self.unit.name)


class ReadinessAnswerQuerySet(VisibleQuerySet["ReadinessAnswer"]):
    def _visible(self, scope: Any) -> "ReadinessAnswerQuerySet":
        return self.filter(readiness__in=Readiness.objects.all()._visible(scope))


class ReadinessAnswer(MunicipalRow):
    """One answer to one of the questions."""

    readiness = models.ForeignKey(Readiness, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)

    objects: ClassVar[ReadinessAnswerQuerySet] = ReadinessAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["readiness", "question"], name="readiness_answers_once")
        ]

    class Privacy:
        neutral = "id public_id municipality readiness question answer".split()
        personal: tuple[str, ...] = ()


class ReadinessStepQuerySet(VisibleQuerySet["ReadinessStep"]):
    def _visible(self, scope: Any) -> "ReadinessStepQuerySet":
        return self.filter(readiness__in=Readiness.objects.all()._visible(scope))

    def open(self) -> "ReadinessStepQuerySet":
        return self.filter(done_at=None)


class ReadinessStep(MunicipalRow):
    """What is done about a weak point, by when, and whether it is the facilitator's, the supervisor's or the top's."""

    readiness = models.ForeignKey(Readiness, on_delete=models.CASCADE, related_name="steps")
    question = models.CharField(max_length=20)
    text = models.CharField(_("what is done"), max_length=200)
    due_on = models.DateField(_("by when"))
    owner = models.CharField(_("whose it is"), max_length=20, choices=[(role, role.label) for role in OWNERS])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ReadinessStepQuerySet] = ReadinessStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="readiness_step_says_something"),
            models.CheckConstraint(
                condition=Q(owner__in=[str(role) for role in OWNERS]), name="readiness_step_is_of_a_leader"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality readiness question text due_on owner at done_at".split()
        personal = "by done_by".split()
        keep = "as long as the unit"

    @property
    def asked(self) -> Any:
        """The question it answers, in words."""
        return BY_KEY[self.question].words
