"""Reflection rooms: what somebody, or a group, learnt from a meeting or a month, in fifteen minutes.

The tags are after Haraldseid-Driftland and others 2022 (resilience and collaborative learning), in own words.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet

LONGEST = 1000
LONGEST_NOTE = 300


class Purpose(models.TextChoices):
    ADAPT = "adapt", _("To respond and adapt to a change")
    MAINTAIN = "maintain", _("To keep things working")
    IMPROVE = "improve", _("To make quality and safety better")


class Activity(models.TextChoices):
    EXCHANGE = "exchange", _("Exchanged information")
    ALIGN = "align", _("Coordinated, negotiated and aligned")
    BUFFERS = "buffers", _("Built buffers, something to go on")


class Learning(models.TextChoices):
    EVERYDAY = "everyday", _("In everyday work")
    INTENDED = "intended", _("Intended, such as a course or an exercise")


class Gap(models.TextChoices):
    """Whether somebody did what staff should have done."""

    NO = "no", _("No")
    YES = "yes", _("Yes")
    UNSURE = "unsure", _("Not sure")


class Written(models.Model):
    """The four questions that each answers, alone or as a part."""

    went_well = models.TextField(_("what went well, and why"), max_length=LONGEST, blank=True)
    surprised = models.TextField(_("what surprised us"), max_length=LONGEST, blank=True)
    for_others = models.TextField(_("what it means for others"), max_length=LONGEST, blank=True)
    not_heard = models.TextField(_("who was not heard"), max_length=LONGEST, blank=True)
    gap = models.CharField(
        _("was somebody filling a staffing gap"), max_length=10, choices=Gap.choices, blank=True
    )
    gap_words = models.CharField(_("how"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        abstract = True


WORDS = ("went_well", "surprised", "for_others", "not_heard", "gap", "gap_words")


class ReflectionQuerySet(VisibleQuerySet["Reflection"]):
    def _visible(self, scope: Any) -> "ReflectionQuerySet":
        """The facilitator's, and of those who are invited to write a part."""
        parts = ReflectionPart.objects.filter(user=scope.user.pk).order_by().values("reflection")
        invited = Q(municipality__in=scope.municipalities(Permission.REFLECTIONS_TAKE_PART), pk__in=parts)
        nobody = Q(pk__in=[])
        return self.filter(
            scope.reach(Permission.REFLECTIONS_READ, unit="project__unit", own=nobody) | invited
        )

    def going_on(self) -> "ReflectionQuerySet":
        """Begun, and not kept yet."""
        return self.exclude(state=Reflection.State.KEPT)


class Reflection(MunicipalRow, Written):
    """One reflection: written alone, or each a part and then settled together."""

    class State(models.TextChoices):
        WRITING = "writing", _("Being written")
        OPENED = "opened", _("Opened to the group")
        KEPT = "kept", _("Kept")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="reflections")
    # Without a meeting it is about the month of the day.
    meeting = models.ForeignKey(
        "participation.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="reflections"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    is_together = models.BooleanField(_("together"), default=False)
    for_managers = models.TextField(_("what leaders should hear"), max_length=LONGEST, blank=True)
    purposes = models.JSONField(_("what it was for"), default=list, blank=True)
    activities = models.JSONField(_("what was done"), default=list, blank=True)
    learning = models.JSONField(_("how it was learnt"), default=list, blank=True)
    held_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ReflectionQuerySet] = ReflectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-held_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="kept") | ~Q(went_well="") | ~Q(for_managers=""),
                name="reflection_kept_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="opened") | Q(is_together=True), name="reflection_opened_is_of_a_group"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality project meeting state is_together gap purposes activities learning held_on at"
        ).split()
        personal = "went_well surprised for_others not_heard gap_words for_managers by".split()
        keep = "five years"


class ReflectionPartQuerySet(VisibleQuerySet["ReflectionPart"]):
    def _visible(self, scope: Any) -> "ReflectionPartQuerySet":
        """One's own, and everybody's of the same reflection once the group has opened it."""
        seen = Reflection.objects.all()._visible(scope).order_by()
        opened = seen.exclude(state=Reflection.State.WRITING)
        own = Q(user=scope.user.pk, reflection__in=seen.values("pk"))
        return self.filter(own | Q(reflection__in=opened.values("pk"), written_at__isnull=False))


class ReflectionPart(MunicipalRow, Written):
    """What one of those who reflect together has written; nobody else's until the group opens it."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="parts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField()

    objects: ClassVar[ReflectionPartQuerySet] = ReflectionPartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "user"], name="reflection_part_is_one_for_each_person"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality reflection gap written_at invited_at".split()
        personal = "user went_well surprised for_others not_heard gap_words".split()
        keep = "as long as the reflection"
