"""The outbox as a page: what waits, what has left, what could not."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.outbox.kinds import CannotRender, kind_of
from config.core.outbox.models import Message


@require(Permission.OUTBOX_READ)
def message_list(request: Any) -> HttpResponse:
    """Messages of the municipality, newest first, by state."""
    messages = Message.objects.visible_to(request.user).of(request.municipality)
    chosen = request.GET.get("state", "")
    if chosen in Message.State.values:
        messages = messages.filter(state=chosen)
    page = Paginator(messages, 50).get_page(request.GET.get("page"))
    rows = [(message, kind_of(message)) for message in page]
    context = {"page": page, "rows": rows, "states": Message.State.choices, "chosen": chosen}
    return render(request, "core/outbox/list.html", context)


@require(Permission.OUTBOX_READ)
def message_detail(request: Any, message_id: str) -> HttpResponse:
    """One message as the person gets it, its link dead except in the demonstration."""
    messages = Message.objects.visible_to(request.user).of(request.municipality)
    message = get_object_or_404(messages, public_id=message_id)
    kind = kind_of(message)
    mail, problem = None, ""
    if not kind.is_private or settings.IS_DEMO:
        try:
            mail = kind.render(message, settings.IS_DEMO)
            _log_reading(request, message)
        except CannotRender as error:
            problem = str(error)
    return render(
        request,
        "core/outbox/detail.html",
        {"message": message, "kind": kind, "mail": mail, "problem": problem},
    )


def _log_reading(request: Any, message: Message) -> None:
    """A letter holds a name, an address and perhaps what someone has said: reading it is reading about its reader."""
    line = audit.line("message.read", obj=message, by=request.user, at=timezone.now(), purpose="outbox")
    line.subject_id = message.recipient_id
    audit.record_many([line])
