"""The letters that ask how it went, remind the silent once, and ask again some months later.

Subject and text message name no project: they stand on a locked phone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from config.core.privacy import links
from config.core.privacy.links import DEAD
from participation.feedback.due import ASKED, LATER, REMINDED
from participation.feedback.models import PulseVoice
from participation.invitations import rules, texts
from participation.invitations.policies import policy_of
from representatives.proxies.queries import reached_by


@dataclass(frozen=True)
class Letter:
    """What one of these letters says: its name, the subject, why it comes, and all of it in a text message."""

    kind: str
    label: Any
    subject: Any
    why: Any
    text: Any


LETTERS = (
    Letter(
        ASKED,
        gettext_lazy("How was the meeting?"),
        gettext_lazy("How was the meeting? Two minutes (%(municipality)s)"),
        gettext_lazy("Thank you for the meeting about “%(project)s”. How was it, seen from you?"),
        gettext_lazy(
            "Thank you for the meeting. How was it? Answer %(municipality)s in two minutes, by %(date)s: %(link)s"
        ),
    ),
    Letter(
        REMINDED,
        gettext_lazy("A reminder: how did it go?"),
        gettext_lazy("A reminder: how did it go, seen from you? (%(municipality)s)"),
        gettext_lazy("We would still like to hear how it went with “%(project)s”, seen from you."),
        gettext_lazy(
            "A reminder from %(municipality)s: how did it go, seen from you? Answer by %(date)s: %(link)s"
        ),
    ),
    Letter(
        LATER,
        gettext_lazy("What became of it, seen from you?"),
        gettext_lazy("What became of it, seen from you? (%(municipality)s)"),
        gettext_lazy("Some months ago you took part in “%(project)s”. What became of it, seen from you?"),
        gettext_lazy(
            "You took part in something in %(municipality)s some months ago. What became of it, seen from you? "
            "Answer by %(date)s: %(link)s"
        ),
    ),
)


def address(voice: PulseVoice, *, live: bool) -> str:
    """The whole address of the page on which the person answers."""
    return links.address("feedback_open", voice.token if live else DEAD)


def _mail(letter: Letter) -> Callable[[Message, bool], Mail]:
    def render(message: Message, live: bool) -> Mail:
        voice = _found(message)
        to, name, more = _reader(voice)
        if not to:
            raise CannotRender("no e-mail address")
        with translation.override(voice.speaks):
            facts = {"municipality": voice.municipality.name, "project": voice.pulse.project.title}
            return short_letter(
                kind=letter.kind,
                to=to,
                name=name,
                municipality=voice.municipality,
                language=voice.speaks,
                subject=letter.subject % facts,
                paragraphs=[*more, letter.why % facts, *_promises(voice)],
                link=(address(voice, live=live), _("Say how it was")),
            )

    return render


def _promises(voice: PulseVoice) -> list[str]:
    day = date_format(voice.pulse.answer_by, "MONTH_DAY_FORMAT")
    return [
        _("It takes two minutes, and you can answer until %(day)s.") % {"day": day},
        _(
            "The project never sees what you answer alone. The group sees numbers when at least five have answered. "
            "You can write something that only the facilitator reads."
        ),
        _("Opening the link answers nothing."),
    ]


def _reader(voice: PulseVoice) -> tuple[str, str, list[str]]:
    """Address and name of whoever gets the letter, and what is said first to one who answers for another."""
    if voice.representative is None:
        return voice.person.email, voice.person.name, []
    reach = reached_by(voice.representative)
    with translation.override(voice.speaks):
        said = _("You get this letter because you answer for %(name)s.") % {"name": voice.representative.name}
    return reach.email, reach.name, [said] if reach.is_proxy else []


def _sms(letter: Letter) -> Callable[[Message, bool], Sms]:
    def render(message: Message, live: bool) -> Sms:
        voice = _found(message)
        if voice.representative is None:
            raise CannotRender("no text messages to those who work here")
        is_own = not reached_by(voice.representative).is_proxy
        link = address(voice, live=live)
        return texts.text_message(
            letter.text, voice.representative, voice.pulse.answer_by, link, is_own=is_own
        )

    return render


def _still_allowed(message: Message) -> bool:
    """Asked right before it leaves: it is not answered or called off, and the person is here and consents.

    Letters that wait when the last day has passed are taken back by the clock (`due.take_back_due`).
    """
    voice = _voice(message)
    if voice is None or voice.answered_at is not None or voice.called_off_at is not None:
        return False
    person = voice.representative
    if person is None:
        return bool(voice.person.is_active and voice.person.email)
    return not person.has_left and rules.has_consent(person)


def _in_allowed_hours(message: Message, at: datetime) -> datetime:
    return policy_of(message.municipality_id).allowed_from(at)


def _found(message: Message) -> PulseVoice:
    voice = _voice(message)
    if voice is None:
        raise CannotRender("the pulse is gone")
    return voice


def _voice(message: Message) -> PulseVoice | None:
    rows = PulseVoice.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    return rows.select_related(
        "pulse__project", "municipality", "representative__municipality", "professional"
    ).first()


KINDS = tuple(
    Kind(
        name=letter.kind,
        label=letter.label,
        render=_mail(letter),
        still_allowed=_still_allowed,
        render_sms=_sms(letter),
        leaves_from=_in_allowed_hours,
    )
    for letter in LETTERS
)
WORDINGS = tuple(
    Wording(
        kind=letter.kind,
        label=letter.label,
        always=(
            gettext_lazy("what it is about, and the last day to answer"),
            gettext_lazy("who sees what is answered"),
            gettext_lazy("the link to answer, and that opening it answers nothing"),
            gettext_lazy("whom to call"),
        ),
    )
    for letter in LETTERS
)
