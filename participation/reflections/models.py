"""Reflection rooms: what a group learnt from a meeting, in a few lines."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class ReflectionQuerySet(VisibleQuerySet["Reflection"]):
    def _visible(self, scope: Any) -> "ReflectionQuerySet":
        own = Q(project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.REFLECTIONS_READ, unit="project__unit", own=own))


class Reflection(MunicipalRow):
    """Fifteen minutes after a meeting: what went well, what surprised, what others should know."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="reflections")
    meeting = models.ForeignKey(
        "participation.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="reflections"
    )
    went_well = models.TextField(_("what went well, and why"), max_length=1000)
    surprised = models.TextField(_("what surprised us"), max_length=1000, blank=True)
    for_others = models.TextField(_("what others should know"), max_length=1000, blank=True)
    for_managers = models.TextField(_("what managers should know"), max_length=1000, blank=True)
    held_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ReflectionQuerySet] = ReflectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-held_on", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(went_well=""), name="reflection_says_what_went_well")
        ]

    class Privacy:
        neutral = "id public_id municipality project meeting held_on at".split()
        personal = "went_well surprised for_others for_managers by".split()
        keep = "five years"
