"""Professionals who have done this before and have said themselves that they are glad to be asked; and courses."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.engagement.models import Professional


class GladToHelpQuerySet(VisibleQuerySet["GladToHelp"]):
    def _visible(self, scope: Any) -> "GladToHelpQuerySet":
        """Whoever reads the guidance: the person has said it to colleagues."""
        return self.filter(municipality__in=scope.municipalities(Permission.GUIDANCE_READ))

    def telling(self) -> "GladToHelpQuerySet":
        """Those who work here and share how it went."""
        rows = self.filter(professional__is_active=True).exclude(story="")
        return rows.select_related("professional__unit")


class GladToHelp(MunicipalRow):
    """That a professional is glad to be asked, in the own words. Only they set it, and take it back."""

    professional = models.OneToOneField(Professional, on_delete=models.CASCADE, related_name="glad")
    about = models.CharField(_("what you can be asked about"), max_length=200)
    # How it went, told so that a colleague dares: shared in the municipality as long as the person wants.
    story = models.TextField(_("how it went"), max_length=1500, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[GladToHelpQuerySet] = GladToHelpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("professional__name", "id")
        constraints = [models.CheckConstraint(condition=~Q(about=""), name="glad_to_help_says_with_what")]

    class Privacy:
        neutral = "id public_id municipality at".split()
        personal = "professional about story".split()
        keep = "until the person takes it back"


class StaffCourseQuerySet(VisibleQuerySet["StaffCourse"]):
    def _visible(self, scope: Any) -> "StaffCourseQuerySet":
        return self.filter(municipality__in=scope.municipalities(Permission.GUIDANCE_READ))


class StaffCourse(MunicipalRow):
    """A course for professionals that the municipality offers or points to."""

    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    address = models.URLField(_("address"), max_length=300, blank=True)
    is_offered = models.BooleanField(_("offered now"), default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[StaffCourseQuerySet] = StaffCourseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="staff_course_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="staff_course_has_a_name"),
        ]

    class Privacy:
        neutral = "id public_id municipality name about address is_offered created_at".split()
