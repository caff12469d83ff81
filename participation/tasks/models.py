"""What is kept of tasks. Most tasks are not rows: a feed finds them where the work is, and they go when it is done.

A row here is a task of one's own, that somebody wants to see something later, that it was given to somebody else, or
that somebody wants the list by mail.
"""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import Membership
from config.core.rows import MunicipalRow, VisibleQuerySet

LONGEST_KEY = 40


class TaskQuerySet(VisibleQuerySet["Task"]):
    def _visible(self, scope: Any) -> "TaskQuerySet":
        """Whose task it is, and who gave it."""
        here = Q(municipality__in=scope.municipalities())
        return self.filter(here & (Q(holder=scope.user.pk) | Q(by=scope.user.pk)))

    def open(self) -> "TaskQuerySet":
        return self.filter(done_at=None)


class Task(MunicipalRow):
    """Something that somebody has written down to do."""

    title = models.CharField(_("what is to be done"), max_length=200)
    due_on = models.DateField(_("until"), null=True, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("whose task")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written down by"),
    )
    # The reflection that it came out of, where it stands too.
    came_from = models.ForeignKey(
        "participation.Reflection", on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects: ClassVar[TaskQuerySet] = TaskQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="task_says_something"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=F("created_at")),
                name="task_is_done_after_it_is_made",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality due_on came_from created_at done_at".split()
        personal = "title holder by".split()
        keep = "a year after it is done"


class SnoozeQuerySet(VisibleQuerySet["Snooze"]):
    def _visible(self, scope: Any) -> "SnoozeQuerySet":
        return self.filter(user=scope.user.pk, municipality__in=scope.municipalities())

    def asleep(self, today: date) -> "SnoozeQuerySet":
        """Those whose day has not come."""
        return self.filter(until__gt=today)


class Snooze(MunicipalRow):
    """That one person wants to see one task again on a day, and not before. The others see it as they did."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    feed = models.CharField(max_length=LONGEST_KEY)
    subject = models.CharField(max_length=22)
    until = models.DateField(_("show it again on"))
    at = models.DateTimeField()

    objects: ClassVar[SnoozeQuerySet] = SnoozeQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("until", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user", "feed", "subject"], name="snooze_one_for_each"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality feed subject until at".split()
        personal = ("user",)
        keep = "a month after its day"


class GivenTaskQuerySet(VisibleQuerySet["GivenTask"]):
    def _visible(self, scope: Any) -> "GivenTaskQuerySet":
        here = Q(municipality__in=scope.municipalities())
        return self.filter(here & (Q(to=scope.user.pk) | Q(by=scope.user.pk)))

    def standing(self) -> "GivenTaskQuerySet":
        """Given to somebody who still works here; a task of one who has left is everybody's again."""
        works_here = (
            Membership.objects.current()
            .of_staff()
            .filter(user=OuterRef("to"), municipality=OuterRef("municipality"))
        )
        return self.filter(Exists(works_here), to__is_active=True)


class GivenTask(MunicipalRow):
    """That one task is somebody's in particular: given by another, or taken by the person. The last word holds."""

    feed = models.CharField(max_length=LONGEST_KEY)
    subject = models.CharField(max_length=22)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    word = models.CharField(_("a word along with it"), max_length=200, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[GivenTaskQuerySet] = GivenTaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "feed", "subject"], name="given_task_is_with_one_person"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality feed subject at".split()
        personal = "to by word".split()
        keep = "a year"


class DigestQuerySet(VisibleQuerySet["Digest"]):
    def _visible(self, scope: Any) -> "DigestQuerySet":
        return self.filter(user=scope.user.pk, municipality__in=scope.municipalities())


class Digest(MunicipalRow):
    """That somebody wants the list by mail on one day of the week; Monday is 1."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday.choices)
    last_on = models.DateField(null=True, blank=True)

    objects: ClassVar[DigestQuerySet] = DigestQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["municipality", "user"], name="digest_one_for_each"),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=5), name="digest_is_on_a_working_day"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality weekday last_on".split()
        personal = ("user",)
        keep = "as long as the person wants it"
