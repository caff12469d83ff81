"""What a facilitator has going with a professional: the next small step, its day, and how often to be in touch."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from config.core.organisations.models import Membership
from config.core.rows import MunicipalRow, VisibleQuerySet
from config.core.ui.charts.numbers import short_date
from participation.engagement.models import Professional

LONGEST_STEP = 200
SHORTEST, LONGEST = 7, 730


class RelationQuerySet(VisibleQuerySet["Relation"]):
    def _visible(self, scope: Any) -> "RelationQuerySet":
        """The facilitators', and those about oneself. A manager of the unit sees none of it."""
        unit, own = "professional__unit", Q(professional__user=scope.user.pk)
        here = own & Q(municipality__in=scope.municipalities())
        return self.filter(scope.reach(Permission.ENGAGEMENT_WRITE, unit=unit, own=Q(pk__in=[])) | here)

    def due(self, today: date) -> "RelationQuerySet":
        """The step's day has come, with somebody who works here."""
        return self.filter(next_on__lte=today, professional__is_active=True)

    def held_by(self, user: Any) -> "RelationQuerySet":
        """One's own, and those of a facilitator who has left: they are everybody's."""
        works_here = (
            Membership.objects.current()
            .of_staff()
            .filter(user=OuterRef("holder"), municipality=OuterRef("municipality"), user__is_active=True)
        )
        return self.filter(Q(holder=user) | Q(holder=None) | ~Exists(works_here))


class Relation(MunicipalRow):
    """One facilitator and one professional. The professional reads it."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="relations")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    every_days = models.PositiveSmallIntegerField(
        gettext_lazy("days between contacts"), null=True, blank=True
    )
    next_step = models.CharField(gettext_lazy("next small step"), max_length=LONGEST_STEP, blank=True)
    next_on = models.DateField(gettext_lazy("day of the next step"), null=True, blank=True)
    # The words are the product's own, until somebody writes others.
    is_proposed = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[RelationQuerySet] = RelationQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("next_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["professional", "holder"], name="relation_once_per_facilitator"),
            models.CheckConstraint(
                condition=Q(next_step="", next_on=None) | ~Q(next_step="") & Q(next_on__isnull=False),
                name="relation_step_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(every_days=None)
                | Q(every_days__isnull=False, every_days__gte=SHORTEST, every_days__lte=LONGEST),
                name="relation_cadence_is_a_week_to_two_years",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality is_proposed at".split()
        personal = "professional holder every_days next_step next_on by".split()
        keep = "as long as the professional is written down"

    @property
    def cadence(self) -> str:
        """Who wants to be in touch, and how often, in a sentence."""
        name = self.holder.get_full_name() if self.holder else _("The facilitator")
        if self.every_days is None:
            return _("%(name)s has set no regular contact.") % {"name": name}
        words = {"name": name, "days": self.every_days}
        return _("%(name)s wants to be in touch every %(days)s days.") % words

    @property
    def written(self) -> str:
        """Who wrote it, and on which day, in a sentence."""
        name = self.by.get_full_name() if self.by else _("a facilitator who has left")
        return _("Written by %(name)s on %(day)s.") % {
            "name": name,
            "day": short_date(timezone.localdate(self.at)),
        }


def told(rows: RelationQuerySet, person: Professional) -> list[Relation]:
    """What each facilitator has going with one professional, with who set it, the soonest first."""
    found = rows.filter(professional=person).select_related("holder", "by")
    return list(found.order_by("next_on", "id"))
