"""The thread of short notes on a request that a professional and the facilitator write together."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet
from projects.requests.models import Request


class RequestNoteQuerySet(VisibleQuerySet["RequestNote"]):
    def _visible(self, scope: Any) -> "RequestNoteQuerySet":
        return self.filter(request__in=Request.objects.all()._visible(scope))


class RequestNote(MunicipalRow):
    """A few words about a request, the handing over of the pen, or both."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(_("note"), max_length=500, blank=True)
    # Who writes from now on; empty when the pen stays where it is.
    pen_to = models.CharField(max_length=20, choices=Request.Pen.choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    objects: ClassVar[RequestNoteQuerySet] = RequestNoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(pen_to=""), name="request_note_says_or_hands_over"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality request text pen_to at".split()
        personal = ("by",)
        keep = "as long as the request"
