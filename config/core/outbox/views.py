"""The outbox as pages: what waits, what has left, what could not; and what a person does with it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.outbox import handling, queries
from config.core.outbox.forms import CountForm, DiscardForm, FilterForm, WordsForm
from config.core.outbox.handling import CannotHandle
from config.core.outbox.kinds import label_of
from config.core.outbox.models import Message, MessageQuerySet
from config.core.ui.responses import done, form_page, refused


@require(Permission.OUTBOX_READ)
def message_list(request: Any) -> HttpResponse:
    """Messages of the municipality, newest first, by state, kind and recipient."""
    form = FilterForm(request.GET)
    page = Paginator(form.rows(_messages(request)), 50).get_page(request.GET.get("page"))
    rows = [(message, label_of(message)) for message in page]
    counts = queries.counts(_messages(request))
    context = {"page": page, "rows": rows, "form": form, "counts": counts, "query": request.GET.urlencode()}
    return render(request, "core/outbox/list.html", context)


@require(Permission.OUTBOX_READ)
def message_detail(request: Any, message_id: str) -> HttpResponse:
    """One message as the person gets it, its link dead except in the demonstration."""
    message = _message(request, message_id)
    seen = handling.look(message=message, by=request.user, at=timezone.now(), live=settings.IS_DEMO)
    may = Permission.OUTBOX_WRITE in request.permissions
    context = {
        "message": message,
        "label": label_of(message),
        "mail": seen.mail,
        "problem": seen.problem,
        "can": handling.can(message) if may else set(),
    }
    return render(request, "core/outbox/detail.html", context)


@require(Permission.OUTBOX_WRITE)
def message_hold_all(request: Any) -> HttpResponse:
    """Everything that waits and is shown, held back at once, after the number has been read."""
    return _many(request, "hold", handling.hold_all, queries.to_hold)


@require(Permission.OUTBOX_WRITE)
def message_release_all(request: Any) -> HttpResponse:
    """Everything that is held and is shown, released at once, after the number has been read."""
    return _many(request, "release", handling.release_all, queries.held)


@require(Permission.OUTBOX_WRITE)
@require_POST
def message_hold(request: Any, message_id: str) -> HttpResponse:
    """Keeps one from leaving."""
    return _press(request, message_id, handling.hold, _("It is held back until you release it."))


@require(Permission.OUTBOX_WRITE)
@require_POST
def message_release(request: Any, message_id: str) -> HttpResponse:
    """Lets one go."""
    return _press(request, message_id, handling.release, _("It leaves in a moment."))


@require(Permission.OUTBOX_WRITE)
@require_POST
def message_send_again(request: Any, message_id: str) -> HttpResponse:
    """Tries one again that did not arrive."""
    return _press(request, message_id, handling.send_again, _("It is sent again in a moment."))


@require(Permission.OUTBOX_WRITE)
@require_POST
def message_was_sent(request: Any, message_id: str) -> HttpResponse:
    """Says of an uncertain one that it had left."""
    return _press(request, message_id, handling.was_sent, _("It is marked as sent."))


@require(Permission.OUTBOX_WRITE)
@require_POST
def message_mended(request: Any, message_id: str) -> HttpResponse:
    """Says that an address works after all."""
    return _press(request, message_id, handling.mended, _("Letters go to the address again."))


@require(Permission.OUTBOX_WRITE)
def message_discard(request: Any, message_id: str) -> HttpResponse:
    """Takes one out that waits, with a reason."""
    message = _message(request, message_id)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _press(
            request, message_id, handling.discard, _("The message is discarded."), **form.cleaned_data
        )
    context = {"message": message, "label": label_of(message)}
    return form_page(request, "core/outbox/discard.html", form, context)


@require(Permission.OUTBOX_WRITE)
def message_words(request: Any, message_id: str) -> HttpResponse:
    """Puts words on top of a letter that waits."""
    message = _message(request, message_id)
    form = WordsForm(request.POST or None, initial={"words": message.own_words})
    if request.method == "POST" and form.is_valid():
        return _press(
            request, message_id, handling.set_own_words, _("The letter is changed."), **form.cleaned_data
        )
    if "words" not in handling.can(message):
        reason = _("Nothing can be added to this letter now.")
        return refused(request, reason, "message_detail", request.municipality.slug, message.public_id)
    context = {"message": message, "label": label_of(message)}
    return form_page(request, "core/outbox/words.html", form, context)


def _messages(request: Any) -> MessageQuerySet:
    return Message.objects.visible_to(request.user).of(request.municipality)


def _message(request: Any, message_id: str) -> Message:
    return get_object_or_404(_messages(request), public_id=message_id)


def _press(request: Any, message_id: str, act: Callable[..., None], text: str, **given: Any) -> HttpResponse:
    """One thing done with one message, and back to it."""
    message = _message(request, message_id)
    where = ("message_detail", request.municipality.slug, message.public_id)
    try:
        act(message=message, by=request.user, at=timezone.now(), **given)
    except CannotHandle as refusal:
        return refused(request, refusal, *where)
    return done(request, text, *where)


def _many(
    request: Any,
    act: str,
    service: Callable[..., int],
    chosen: Callable[[MessageQuerySet], MessageQuerySet],
) -> HttpResponse:
    """Asks with the exact number of what the filter shows, and does it for just that many."""
    rows = FilterForm(request.GET).rows(_messages(request))
    form = CountForm(request.POST or None, initial={"count": chosen(rows).count()})
    if request.method == "POST" and form.is_valid():
        try:
            number = service(rows=rows, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CannotHandle as refusal:
            return refused(request, refusal, request.get_full_path())
        return done(request, _told(act, number), "message_list", request.municipality.slug)
    context = {"act": act, "count": chosen(rows).count(), "kinds": queries.kinds(chosen(rows))}
    return form_page(request, "core/outbox/many.html", form, context)


def _told(act: str, number: int) -> str:
    if act == "hold":
        text = ngettext("%(n)d message is held back.", "%(n)d messages are held back.", number)
    else:
        text = ngettext("%(n)d message is released.", "%(n)d messages are released.", number)
    return text % {"n": number}
