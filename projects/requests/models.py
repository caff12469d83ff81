"""A request for representatives: the seats, and what they ask for and offer."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from representatives.registry.models import Level, Relation


class RequestQuerySet(VisibleQuerySet["Request"]):
    def _visible(self, scope: Any) -> "RequestQuerySet":
        own = Q(project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.PROJECTS_READ, unit="project__unit", own=own))

    def to_sharpen(self) -> "RequestQuerySet":
        """Drafts that a professional has filed and the facilitator has to look at."""
        drafts = self.filter(state=Request.State.DRAFT, pen=Request.Pen.FACILITATOR)
        return drafts.exclude(filed_by=None)

    def open(self) -> "RequestQuerySet":
        """Seats may still be filled."""
        return self.filter(state=Request.State.OPEN)


class Request(MunicipalRow):
    """One or several seats of the same kind in a project."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        FILLED = "filled", _("Filled")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.OPEN: frozenset({State.DRAFT, State.FILLED}),
        State.FILLED: frozenset({State.OPEN}),
        State.CLOSED: frozenset({State.OPEN, State.FILLED}),
        State.CANCELLED: frozenset({State.DRAFT, State.OPEN, State.FILLED}),
    }

    # Whoever waits for it is told why it ended; taken back, it is again what it was before.
    ENDED: ClassVar[frozenset[str]] = frozenset({State.CLOSED, State.CANCELLED})

    class Pen(models.TextChoices):
        """Who writes on a draft that a professional has filed, until it opens."""

        FACILITATOR = "facilitator", _("The facilitator")
        FILER = "filer", _("The one who filed it")

    class MeetingForm(models.TextChoices):
        EITHER = "either", _("In person or online")
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="requests")
    title = models.CharField(_("title"), max_length=140)
    role = models.ForeignKey(
        "representatives.Term",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("role"),
    )
    task = models.TextField(_("what the person will do"), max_length=1000, blank=True)
    influence = models.TextField(_("what the person can change"), max_length=1000, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    times = models.CharField(_("times"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    meeting_form = models.CharField(
        _("meeting form"), max_length=20, choices=MeetingForm.choices, default=MeetingForm.EITHER
    )
    pay = models.CharField(_("pay and expenses"), max_length=300, blank=True)
    must_language = models.ForeignKey(
        "representatives.Term",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("language that is needed"),
    )
    must_area = models.CharField(_("area that is needed"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    # The professional who asks; empty when the facilitator wrote it alone.
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    pen = models.CharField(max_length=20, choices=Pen.choices, default=Pen.FACILITATOR)
    # Published with the order of candidates, so that ties can be checked afterwards.
    seed = models.CharField(max_length=22)
    created_at = models.DateTimeField()

    objects: ClassVar[RequestQuerySet] = RequestQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=50), name="request_has_one_to_fifty_seats"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="request_ends_after_it_starts",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality project title role task influence seats starts_on ends_on times place "
            "meeting_form pay must_language must_area state pen seed created_at"
        ).split()
        personal = ("filed_by",)
        keep = "as long as the project"

    @property
    def is_to_sharpen(self) -> bool:
        """A professional has filed it and waits for the facilitator."""
        return (
            self.state == self.State.DRAFT
            and self.filed_by_id is not None
            and self.pen == self.Pen.FACILITATOR
        )


class RequestTermQuerySet(VisibleQuerySet["RequestTerm"]):
    def _visible(self, scope: Any) -> "RequestTermQuerySet":
        return self.filter(request__in=Request.objects.all()._visible(scope))


class RequestTerm(MunicipalRow):
    """One thing a seat asks for: a must or a wish, at a level."""

    class Importance(models.TextChoices):
        MUST = "must", _("Must have")
        WISH = "wish", _("Wanted")

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey("representatives.Term", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20, choices=Relation.choices, blank=True)
    importance = models.CharField(max_length=10, choices=Importance.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NEW)

    objects: ClassVar[RequestTermQuerySet] = RequestTermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("importance", "id")
        constraints = [
            models.UniqueConstraint(fields=["request", "term", "relation"], name="request_term_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4), name="request_term_level_is_known"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality request term relation importance level".split()


class RequestMoveQuerySet(VisibleQuerySet["RequestMove"]):
    def _visible(self, scope: Any) -> "RequestMoveQuerySet":
        return self.filter(request__in=Request.objects.all()._visible(scope))


class RequestMove(MunicipalRow):
    """One step in the life of a request: from what to what, why, by whom and when."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="moves")
    was = models.CharField(max_length=20, choices=Request.State.choices)
    to = models.CharField(max_length=20, choices=Request.State.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    objects: ClassVar[RequestMoveQuerySet] = RequestMoveQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        constraints = [models.CheckConstraint(condition=~Q(was=F("to")), name="request_move_goes_somewhere")]

    class Privacy:
        neutral = "id public_id municipality request was to reason at".split()
        personal = ("by",)
        keep = "as long as the request"
