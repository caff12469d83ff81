"""What waits with managers, and in the outbox. Labels are for one and for many."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.core.outbox import kinds
from config.core.outbox.models import Message
from participation.support.models import Ask
from participation.tasks.feeds.feed import MANAGERS, Feed, Reader, text


def _in_state(state: Message.State) -> Any:
    return lambda of: of.of(Message).filter(state=state)


def _decisions(of: Reader) -> Any:
    """Asks that this person may answer and that are open."""
    return Ask.objects.answerable_by(of.user).of(of.municipality).open()


def _kind(code: str) -> Any:
    return kinds.label_of_name(code)


OF_MESSAGE: dict[str, Any] = {
    "board": "message_list",
    "color": "danger",
    "press": _("Open it"),
    "opens": "message_detail",
    "about": text("kind"),
    "within": text(""),
    "spoken": _kind,
}
OUTBOX: tuple[Feed, ...] = (
    Feed(
        "undeliverable",
        ngettext_lazy("message that could not be delivered", "messages that could not be delivered", "count"),
        _in_state(Message.State.UNDELIVERABLE),
        query="state=undeliverable",
        what=_("Reach the person in another way"),
        why=_("The letter could not be delivered."),
        **OF_MESSAGE,
    ),
    Feed(
        "uncertain",
        ngettext_lazy("message that may not have been sent", "messages that may not have been sent", "count"),
        _in_state(Message.State.UNCERTAIN),
        query="state=uncertain",
        what=_("Find out whether the letter was sent"),
        why=_("It may have left, or not."),
        **OF_MESSAGE,
    ),
)
FEEDS: tuple[Feed, ...] = (
    Feed(
        "asks",
        ngettext_lazy("ask that managers have not answered", "asks that managers have not answered", "count"),
        lambda of: of.of(Ask).open(),
        "ask_list",
        "state=asked",
        "neutral",
    ),
    Feed(
        "decisions",
        ngettext_lazy("decision asked of you", "decisions asked of you", "count"),
        _decisions,
        "ask_list",
        "state=asked",
        roles=MANAGERS,
        what=_("Decide"),
        why=_("One decision is asked of you, with what it costs and what follows if not."),
        press=_("Read and decide"),
        opens="ask_detail",
        about=text("title"),
        within=text("unit__name"),
        until="decide_by",
    ),
)
