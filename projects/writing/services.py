"""Writing a request together: notes, and the pen that goes from hand to hand."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from projects.requests import pens
from projects.requests.models import Request
from projects.requests.services import CannotAsk
from projects.writing.models import RequestNote

Pen = Request.Pen
KIND = "request.returned"


class CannotHandOver(CannotAsk):
    """The pen stays where it is; the text says why and can be shown."""


@transaction.atomic
def add_note(*, request: Request, text: str, by: Any, at: datetime, hand_over: bool = False) -> RequestNote:
    """Adds a few words to the thread and, with `hand_over`, gives the pen to the other.

    A professional who gets the pen back is told by mail. Refuses an empty note that hands nothing over, and handing
    over a request that has opened, that the facilitator wrote alone, or that somebody else is writing on.
    """
    held = _lock(request)
    text = text.strip()
    if not text and not hand_over:
        raise CannotHandOver(_("Write a few words."))
    pen_to = _other(held, by) if hand_over else ""
    note = RequestNote.objects.create(
        municipality_id=held.municipality_id, request=held, text=text, pen_to=pen_to, by=by, at=at
    )
    audit.record("request_note.added", obj=note, by=by, at=at, fields=["text"], purpose=pen_to)
    if pen_to:
        _pass(held, pen_to, by, at)
        if pen_to == Pen.FILER:
            outbox.queue(
                kind=KIND,
                municipality=held.municipality,
                recipient=held.filed_by,
                about=held,
                dedupe_key=f"{KIND}:{note.public_id}",
                at=at,
            )
    return note


@transaction.atomic
def take_pen(*, request: Request, by: Any, at: datetime) -> Request:
    """The facilitator goes on writing, also when the professional has the pen. Refuses where there is none to take."""
    held = _lock(request)
    if held.state != Request.State.DRAFT or held.pen != Pen.FILER:
        raise CannotHandOver(_("You have the pen already."))
    RequestNote.objects.create(
        municipality_id=held.municipality_id, request=held, pen_to=Pen.FACILITATOR, by=by, at=at
    )
    _pass(held, Pen.FACILITATOR, by, at)
    return held


def _other(held: Request, by: Any) -> str:
    """Who gets the pen, from whoever holds it."""
    if held.state != Request.State.DRAFT:
        raise CannotHandOver(_("The request has opened. From here on the facilitator writes."))
    if held.filed_by_id is None:
        raise CannotHandOver(_("Nobody else has a part in this request."))
    if not pens.may_write(held, by):
        raise CannotHandOver(pens.who_writes(held, by))
    return Pen.FACILITATOR if held.pen == Pen.FILER else Pen.FILER


def _pass(held: Request, pen: str, by: Any, at: datetime) -> None:
    held.pen = pen
    held.save(update_fields=["pen"])
    audit.record("request.handed_over", obj=held, by=by, at=at, fields=["pen"], purpose=pen)


def _lock(request: Request) -> Request:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("municipality", "filed_by")
    return rows.get(pk=request.pk)
