"""The letters that ask which day suits, and remind the silent once. Subject and text message name no project."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from config.core.privacy.links import DEAD
from participation.invitations import rules, texts
from participation.invitations.policies import policy_of
from participation.meetings import calendars
from participation.meetings.entries import when
from participation.polls.models import Poll, PollVoice
from participation.polls.services import ASKED, NUDGED
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
        gettext_lazy("Which day suits?"),
        gettext_lazy("Answer by %(date)s: which day suits you? (%(municipality)s)"),
        gettext_lazy("We are planning a meeting, and want to know which of these days suit you:"),
        gettext_lazy(
            "%(municipality)s is planning a meeting. Which day suits you? Answer by %(date)s: %(link)s"
        ),
    ),
    Letter(
        NUDGED,
        gettext_lazy("A reminder: which day suits?"),
        gettext_lazy("A reminder: which day suits you? Answer by %(date)s (%(municipality)s)"),
        gettext_lazy("We have not heard which of these days suit you:"),
        gettext_lazy("A reminder from %(municipality)s: which day suits you? Answer by %(date)s: %(link)s"),
    ),
)


def address(voice: PollVoice, *, live: bool) -> str:
    """The whole address of the page on which the person answers."""
    token = calendars.of_person(voice.representative).token if live else DEAD
    path = reverse("poll_open", args=["token", voice.poll.public_id])
    return str(settings.BASE_URL + path.replace("token", token, 1))


def _mail(letter: Letter) -> Callable[[Message, bool], Mail]:
    def render(message: Message, live: bool) -> Mail:
        voice = _found(message)
        person = voice.representative
        reach = reached_by(person)
        if not reach.email:
            raise CannotRender("no e-mail address")
        with translation.override(person.speaks):
            facts = {
                "municipality": person.municipality.name,
                "date": date_format(voice.poll.answer_by, "MONTH_DAY_FORMAT"),
            }
            to_proxy = _("You get this letter because you answer for %(name)s.") % {"name": person.name}
            return short_letter(
                kind=letter.kind,
                to=reach.email,
                name=reach.name,
                municipality=person.municipality,
                language=person.speaks,
                subject=letter.subject % facts,
                paragraphs=[
                    *([to_proxy] if reach.is_proxy else []),
                    str(letter.why),
                    *(when(day) for day in voice.poll.dates.all()),
                    _("Opening the link answers nothing. You may change your answer until the last day."),
                ],
                link=(address(voice, live=live), _("Say which day suits")),
            )

    return render


def _sms(letter: Letter) -> Callable[[Message, bool], Sms]:
    def render(message: Message, live: bool) -> Sms:
        voice = _found(message)
        is_own = not reached_by(voice.representative).is_proxy
        link = address(voice, live=live)
        return texts.text_message(
            letter.text, voice.representative, voice.poll.answer_by, link, is_own=is_own
        )

    return render


def _still_allowed(message: Message) -> bool:
    """Asked right before it leaves: the poll is open, and whoever is silent is here and consents."""
    voice = _voice(message)
    if voice is None or voice.poll.state != Poll.State.OPEN or voice.answered_at is not None:
        return False
    person = voice.representative
    return not person.has_left and rules.has_consent(person)


def _in_allowed_hours(message: Message, at: datetime) -> datetime:
    return policy_of(message.municipality_id).allowed_from(at)


def _found(message: Message) -> PollVoice:
    voice = _voice(message)
    if voice is None:
        raise CannotRender("the poll is gone")
    return voice


def _voice(message: Message) -> PollVoice | None:
    rows = PollVoice.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: PollVoice | None = rows.select_related("poll", "representative__municipality").first()
    return found


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
            gettext_lazy("the days, and the last day to answer"),
            gettext_lazy("the link to answer, and that opening it answers nothing"),
            gettext_lazy("whom to call"),
        ),
    )
    for letter in LETTERS
)
