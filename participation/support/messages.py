"""Mail about asks: to the managers who decide, and back to the facilitators."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from participation.support import queries
from participation.support.models import Ask


def _made(message: Message, live: bool) -> Mail:
    return _mail(message, "ask_made")


def _answered(message: Message, live: bool) -> Mail:
    return _mail(message, "ask_answered")


def _mail(message: Message, name: str) -> Mail:
    """The mail in the reader's language. Its link leads to a page behind sign-in, so there is nothing to deaden."""
    ask, reader = _ask(message), _reader(message)
    if ask is None or reader is None:
        raise CannotRender("the ask or its reader has gone")
    language = reader.language or ask.municipality.language
    address = settings.BASE_URL + reverse("ask_detail", args=[ask.municipality.slug, ask.public_id])
    with translation.override(language):
        subjects = {
            "ask_made": gettext("One decision is asked of you: %(title)s"),
            "ask_answered": gettext("Answered: %(title)s"),
        }
        text = render_to_string(f"emails/{name}.txt", {"ask": ask, "reader": reader, "address": address})
        return Mail(
            to=reader.email, subject=subjects[name] % {"title": ask.title}, text=text, language=language
        )


def _still_asked(message: Message) -> bool:
    """Not to someone who has stopped deciding, nor when it was answered meanwhile."""
    ask, reader = _ask(message), _reader(message)
    return ask is not None and ask.state == Ask.State.ASKED and reader in queries.deciders(ask)


def _still_facilitates(message: Message) -> bool:
    ask, reader = _ask(message), _reader(message)
    return ask is not None and reader in queries.facilitators(ask)


def _ask(message: Message) -> Ask | None:
    return Ask.objects.filter(public_id=message.about_id).select_related("municipality", "unit").first()


def _reader(message: Message) -> User | None:
    return User.objects.filter(public_id=message.recipient_id, is_active=True).first()


ASK_MADE = Kind(name="ask.made", label=_("A decision asked for"), render=_made, still_allowed=_still_asked)
ASK_ANSWERED = Kind(
    name="ask.answered",
    label=_("Answer from a manager"),
    render=_answered,
    still_allowed=_still_facilitates,
)
