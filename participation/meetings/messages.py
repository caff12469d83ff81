"""The letters about a meeting, each with the calendar file: it is set, has been moved, is called off, prepare for it.

The subject and the text message name no project: its title may name an illness.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from config.core.privacy import links
from participation.invitations import rules, texts
from participation.invitations.policies import policy_of
from participation.meetings import calendars, entries, files, telling
from participation.meetings.models import Meeting
from representatives.proxies.queries import reached_by
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Letter:
    """What one of these letters says: label, subject, why it comes, and all of it in a text message."""

    kind: str
    label: Any
    subject: Any
    why: Any
    text: Any


LETTERS = (
    Letter(
        telling.SET,
        gettext_lazy("A meeting is set"),
        gettext_lazy("A meeting on %(date)s (%(municipality)s)"),
        gettext_lazy("You are invited to a meeting:"),
        gettext_lazy(
            "%(municipality)s: a meeting is set for %(date)s. When, where and what to read: %(link)s"
        ),
    ),
    Letter(
        telling.MOVED,
        gettext_lazy("A meeting has been moved"),
        gettext_lazy("Changed: the meeting is on %(date)s (%(municipality)s)"),
        gettext_lazy("A meeting that you are coming to has been changed. This is what holds now:"),
        gettext_lazy(
            "%(municipality)s: your meeting has been changed and is on %(date)s. See when and where: %(link)s"
        ),
    ),
    Letter(
        telling.CANCELLED,
        gettext_lazy("A meeting is called off"),
        gettext_lazy("Called off: the meeting on %(date)s (%(municipality)s)"),
        gettext_lazy("This meeting is called off. You do not have to come:"),
        gettext_lazy("%(municipality)s: the meeting on %(date)s is called off. Your meetings: %(link)s"),
    ),
    Letter(
        telling.PREPARE,
        gettext_lazy("Preparing for a meeting"),
        gettext_lazy("A reminder: the meeting on %(date)s (%(municipality)s)"),
        gettext_lazy("You have a meeting soon. This is good to have read before it:"),
        gettext_lazy(
            "%(municipality)s: a reminder of your meeting on %(date)s. What to read before it: %(link)s"
        ),
    ),
)


def _mail(letter: Letter) -> Callable[[Message, bool], Mail]:
    def render(message: Message, live: bool) -> Mail:
        meeting, person, calendar = _read(message)
        reach = reached_by(person)
        if not reach.email:
            raise CannotRender("no e-mail address")
        with translation.override(person.speaks):
            pay = entries.pay_of(person).get(meeting.project_id, "")
            link = calendar.address if live else links.address("coming_open", links.DEAD)
            entry = entries.entry(meeting, pay=pay, link=link, municipality=person.municipality)
            facts = {
                "municipality": person.municipality.name,
                "date": date_format(meeting.held_on, "MONTH_DAY_FORMAT"),
            }
            mail = short_letter(
                kind=letter.kind,
                to=reach.email,
                name=reach.name,
                municipality=person.municipality,
                language=person.speaks,
                subject=letter.subject % facts,
                paragraphs=[
                    *_to_proxy(person, is_proxy=reach.is_proxy),
                    str(letter.why),
                    ". ".join((meeting.title, entries.when(meeting), meeting.place)).strip(". ") + ".",
                    *(entry.words.split("\n\n") if entry.words and not entry.is_cancelled else ()),
                    _("The file with this letter puts it right in your calendar."),
                ],
                link=(link, _("Your meetings: when, where, and what to read")),
            )
        method = files.CANCEL if entry.is_cancelled else files.PUBLISH
        return replace(
            mail, attachments=(("meeting.ics", files.file(entry), f"text/calendar; method={method}"),)
        )

    return render


def _sms(letter: Letter) -> Callable[[Message, bool], Sms]:
    def render(message: Message, live: bool) -> Sms:
        meeting, person, calendar = _read(message)
        link = calendar.address if live else links.address("coming_open", links.DEAD)
        is_own = not reached_by(person).is_proxy
        return texts.text_message(letter.text, person, meeting.held_on, link, is_own=is_own)

    return render


def _to_proxy(person: Representative, *, is_proxy: bool) -> list[str]:
    return (
        [_("You get this letter because you answer for %(name)s.") % {"name": person.name}]
        if is_proxy
        else []
    )


def _still_allowed(message: Message) -> bool:
    """Asked right before it leaves: the meeting is ahead and stands (or is called off), and the person is coming."""
    meeting, person = _meeting(message), _person(message)
    if meeting is None or person is None or person.has_left or not rules.has_consent(person):
        return False
    if meeting.held_on < timezone.localdate():
        return False
    wanted = Meeting.State.CANCELLED if message.kind == telling.CANCELLED else Meeting.State.PLANNED
    if meeting.state != wanted:
        return False
    if message.kind == telling.PREPARE:
        day = meeting.held_on.isoformat()
        if not message.dedupe_key.startswith(f"{telling.PREPARE}:{meeting.public_id}:{day}."):
            return False
    # A project that is cancelled frees the seats at the same moment; those who had one are told all the same.
    return message.kind == telling.CANCELLED or entries.of_person(person).filter(pk=meeting.pk).exists()


def _in_allowed_hours(message: Message, at: datetime) -> datetime:
    return policy_of(message.municipality_id).allowed_from(at)


def _read(message: Message) -> tuple[Meeting, Representative, calendars.Calendar]:
    meeting, person = _meeting(message), _person(message)
    if meeting is None or person is None:
        raise CannotRender("the meeting is gone")
    return meeting, person, calendars.of_person(person)


def _meeting(message: Message) -> Meeting | None:
    rows = Meeting.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: Meeting | None = rows.first()
    return found


def _person(message: Message) -> Representative | None:
    rows = Representative.objects.select_related("municipality")
    own = {"public_id": message.recipient_id, "municipality_id": message.municipality_id}
    found: Representative | None = rows.filter(**own).first()
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
            gettext_lazy("what the meeting is, when and where, the papers, the pay and whom to ask"),
            gettext_lazy("the calendar file, and the link to the person's meetings"),
            gettext_lazy("whom to call"),
        ),
    )
    for letter in LETTERS
)
