"""What makes a person ready: a conversation, training, the declaration of confidentiality, a mentor."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from representatives.registry.querysets import OfPersonQuerySet


class CourseQuerySet(VisibleQuerySet["Course"]):
    def _visible(self, scope: Any) -> "CourseQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.REGISTRY_READ))


class Course(MunicipalRow):
    """A course that the municipality offers or points to. What it opens for is in CourseRole."""

    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    is_offered = models.BooleanField(_("offered now"), default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[CourseQuerySet] = CourseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="course_name_once")]

    class Privacy:
        neutral = "id public_id municipality name about is_offered created_at".split()


class CourseRoleQuerySet(VisibleQuerySet["CourseRole"]):
    def _visible(self, scope: Any) -> "CourseRoleQuerySet":
        return self.filter(course__in=Course.objects.all()._visible(scope))


class CourseRole(MunicipalRow):
    """A role that a course opens for. A role without a row asks for no course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="opens")
    role = models.ForeignKey("representatives.Term", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[CourseRoleQuerySet] = CourseRoleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "role"], name="course_opens_a_role_once")]

    class Privacy:
        neutral = "id public_id municipality course role".split()


class Training(MunicipalRow):
    """A course or conversation the person has completed."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="trainings"
    )
    # The course, where it is one of the municipality's own; `name` is kept as it was called then.
    course = models.ForeignKey(Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("training"), max_length=120)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        personal = "representative course name completed_on".split()
        keep = "as long as the profile"
        erase = "delete"


class Declaration(MunicipalRow):
    """A signed declaration of confidentiality."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="declarations"
    )

    class Channel(models.TextChoices):
        SCREEN = "screen", _("On screen")
        PAPER = "paper", _("On paper")
        OWN_LIST = "own_list", _("Dated in the municipality's own list")

    text_version = models.CharField(max_length=20)
    channel = models.CharField(
        _("how it was signed"), max_length=20, choices=Channel.choices, default=Channel.OWN_LIST
    )
    # Where the paper lies.
    reference = models.CharField(_("where the paper is"), max_length=120, blank=True)
    signed_on = models.DateField(_("signed on"))
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-signed_on",)

    class Privacy:
        neutral = "id public_id municipality text_version added_at".split()
        personal = "representative channel reference signed_on".split()
        keep = "five years after the last assignment"
        erase = "blank"


class Conversation(MunicipalRow):
    """A talk between the facilitator and a person, by the guide, with the next step that they agreed on."""

    class Outcome(models.TextChoices):
        WELCOME = "welcome", _("Ready to take part")
        TRAINING = "training", _("Wants to prepare first")
        LATER = "later", _("Not now")
        NO = "no", _("This is not for the person, or not for us")

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="conversations"
    )
    held_on = models.DateField(_("held on"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Keys of the guide's questions that were talked about; never the answers.
    talked_about = models.JSONField(default=list, blank=True)
    summary = EncryptedTextField(_("what we agreed is worth remembering"), blank=True, default="")
    outcome = models.CharField(_("where it led"), max_length=20, choices=Outcome.choices, blank=True)
    next_step = models.CharField(_("agreed next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by"), null=True, blank=True)
    is_step_done = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-held_on", "-id")

    class Privacy:
        neutral = "id public_id municipality is_step_done added_at".split()
        personal = "representative held_on held_by talked_about outcome next_step next_step_on".split()
        special = ("summary",)
        keep = "as long as the profile"
        erase = "delete"


class MentorPair(MunicipalRow):
    """Somebody experienced who walks beside somebody new."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="mentored_by"
    )
    mentor = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="mentor_of"
    )
    started_on = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-started_on", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(representative=F("mentor")), name="mentor_pair_is_of_two"),
            models.UniqueConstraint(
                fields=["representative"], condition=Q(ended_on=None), name="mentor_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="mentor_pair_ends_after_it_starts",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        personal = "representative mentor started_on ended_on".split()
        keep = "as long as both profiles"
        erase = "delete"
