"""Who writes on a request: the facilitator, or, while it is theirs, the professional who filed it.

One pen, so that two people never write over each other. Nobody loses it: the facilitator can always take it back.
"""

from typing import Any

from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.access.permissions import Permission
from projects.requests.models import Request

Pen = Request.Pen


def filed(project: Any, by: Any) -> dict[str, Any]:
    """The fields that tell who filed a new request; none when whoever makes it writes in projects anyway."""
    if by is None or _facilitates(by, project.municipality_id):
        return {}
    return {"filed_by": by, "pen": Pen.FILER}


def may_write(request: Request, by: Any) -> bool:
    """Whether `by` holds the pen; the clock (None) always does. Once it is open, it is the facilitator's."""
    if by is None:
        return True
    if request.state == Request.State.DRAFT and request.pen == Pen.FILER:
        return bool(request.filed_by_id == by.pk)
    return _facilitates(by, request.municipality_id)


def who_writes(request: Request, by: Any) -> str:
    """For whoever does not hold the pen: who does, and what to do."""
    if _facilitates(by, request.municipality_id):
        return _("The one who filed the request is writing. Take the pen first.")
    return _("The facilitator has the request now. Write a note, and it comes back to you.")


def _facilitates(by: Any, municipality_id: int) -> bool:
    return scope.of(by).may(Permission.PROJECTS_WRITE, municipality_id)
