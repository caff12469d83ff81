"""Mail about asks: to the managers who decide, and back to the facilitators."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from config.core.privacy import links
from participation.support import queries
from participation.support.models import Ask, AskLink


def _made(message: Message, live: bool) -> Mail:
    return _mail(message, _asking, live, opens=True)


def _reminded(message: Message, live: bool) -> Mail:
    return _mail(message, _reminding, live, opens=True)


def _answered(message: Message, live: bool) -> Mail:
    return _mail(message, _answering, live, opens=False)


def _mail(
    message: Message, write: Callable[[Ask], tuple[str, list[str]]], live: bool, *, opens: bool
) -> Mail:
    """The mail in the reader's language, with the reader's own link where it `opens` without sign-in."""
    ask, reader = _ask(message), _reader(message)
    if ask is None or reader is None:
        raise CannotRender("the ask or its reader has gone")
    language = reader.language or ask.municipality.language
    address = _own_link(ask, reader, live=live) if opens else _page(ask)
    with translation.override(language):
        subject, lines = write(ask)
        greeting = gettext("Hello %(name)s,") % {"name": reader.get_full_name()}
        text = "\n\n".join([greeting, *lines, address]) + "\n"
    return Mail(to=reader.email, subject=subject, text=text, language=language)


def _page(ask: Ask) -> str:
    """The page behind sign-in."""
    path: str = reverse("ask_detail", args=[ask.municipality.slug, ask.public_id])
    return str(settings.BASE_URL) + path


def _own_link(ask: Ask, reader: User, *, live: bool) -> str:
    """The link that answers; dead in a preview, and the page for a letter from before there were links."""
    if not live:
        return links.address("ask_open", links.DEAD)
    link = AskLink.objects.filter(ask=ask, decider=reader).first()
    return link.address if link else _page(ask)


def _asking(ask: Ask) -> tuple[str, list[str]]:
    cost = gettext("%(kroner)s kroner, %(hours)s hours") % {
        "kroner": ask.cost_kroner,
        "hours": ask.cost_hours,
    }
    lines = [
        gettext("one decision is asked of you:"),
        ask.title,
        f"{gettext('Why:')} {ask.need}",
        f"{gettext('Cost:')} {cost}" if ask.cost_kroner or ask.cost_hours else "",
        f"{gettext('What follows if not:')} {ask.consequence}" if ask.consequence else "",
        f"{gettext('Decide by:')} {date_format(ask.decide_by, 'DATE_FORMAT')}",
        gettext("Answer here, in one press and without signing in. Opening the link answers nothing:"),
    ]
    subject = gettext("One decision is asked of you: %(title)s") % {"title": ask.title}
    return subject, [line for line in lines if line]


def _reminding(ask: Ask) -> tuple[str, list[str]]:
    """The same again, begun with why it comes now."""
    words = {"title": ask.title, "day": date_format(ask.back_on or ask.decide_by, "DATE_FORMAT")}
    if ask.state == Ask.State.LATER:
        why = gettext("You wanted to decide this later, on %(day)s. Now it is here again.") % words
    elif timezone.localdate() > ask.decide_by:
        why = gettext("A decision was asked of you by %(day)s, and the day has passed.") % words
    else:
        why = gettext("A decision is asked of you by %(day)s.") % words
    return gettext("Still waits for your decision: %(title)s") % words, [why, *_asking(ask)[1]]


def _answering(ask: Ask) -> tuple[str, list[str]]:
    words = {"title": ask.title, "answer": str(ask.get_state_display()).lower()}
    lines = [gettext("“%(title)s” has been answered: %(answer)s.") % words, ask.answer_reason]
    if ask.back_on:
        day = {"day": date_format(ask.back_on, "DATE_FORMAT")}
        lines.append(gettext("It comes back to the manager on %(day)s.") % day)
    return gettext("Answered: %(title)s") % words, [line for line in lines if line]


def _still_asked(message: Message) -> bool:
    """Not to someone who has stopped deciding, nor when it was answered meanwhile."""
    ask, reader = _ask(message), _reader(message)
    return ask is not None and ask.state == Ask.State.ASKED and reader in queries.deciders(ask)


def _still_waits(message: Message) -> bool:
    """The same for a reminder, and for what has come back."""
    ask, reader = _ask(message), _reader(message)
    if ask is None or reader is None or reader not in queries.deciders(ask):
        return False
    return Ask.objects.to_decide(timezone.localdate()).filter(pk=ask.pk).exists()


def _still_facilitates(message: Message) -> bool:
    ask, reader = _ask(message), _reader(message)
    return ask is not None and reader in queries.facilitators(ask)


def _ask(message: Message) -> Ask | None:
    return Ask.objects.filter(public_id=message.about_id).select_related("municipality", "unit").first()


def _reader(message: Message) -> User | None:
    return User.objects.filter(public_id=message.recipient_id, is_active=True).first()


ASK_MADE = Kind(name="ask.made", label=_("A decision asked for"), render=_made, still_allowed=_still_asked)
ASK_REMINDED = Kind(
    name="ask.reminded", label=_("A decision still asked for"), render=_reminded, still_allowed=_still_waits
)
ASK_ANSWERED = Kind(
    name="ask.answered",
    label=_("Answer from a manager"),
    render=_answered,
    still_allowed=_still_facilitates,
)
