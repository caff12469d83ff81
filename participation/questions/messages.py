"""The letter with the answer to a question: the answer, the same link to answer the invitation, whom to call."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from config.core.privacy import links as private_links
from participation.invitations import links, rules, texts
from participation.invitations.models import Invitation
from participation.questions.models import QuestionWord
from participation.questions.services import ANSWERED, TALKING
from representatives.proxies.queries import reached_by


def _render(message: Message, live: bool) -> Mail:
    word = _word(message)
    if word is None:
        raise CannotRender("the answer is gone")
    invitation = word.invitation
    person = invitation.representative
    reach = reached_by(person)
    if not reach.email:
        raise CannotRender("no e-mail address")
    municipality = person.municipality
    with translation.override(person.speaks):
        return short_letter(
            kind=ANSWERED,
            to=reach.email,
            name=reach.name,
            municipality=municipality,
            language=person.speaks,
            subject=_("An answer to your question (%(municipality)s)") % {"municipality": municipality.name},
            paragraphs=_paragraphs(word, is_proxy=reach.is_proxy),
            link=_link(invitation, links.make(invitation) if live else links.DEAD),
        )


def _render_sms(message: Message, live: bool) -> Sms:
    word = _word(message)
    if word is None:
        raise CannotRender("the answer is gone")
    invitation = word.invitation
    token = links.make(invitation) if live else links.DEAD
    address = private_links.address("answer_question", token)
    is_own = not reached_by(invitation.representative).is_proxy
    return texts.text_message(
        texts.ANSWERED, invitation.representative, invitation.last_day, address, is_own=is_own
    )


def _paragraphs(word: QuestionWord, *, is_proxy: bool) -> list[str]:
    """What was asked is not repeated: it may be about illness, and letters lie about."""
    person = word.invitation.representative
    said = []
    if is_proxy:
        said.append(_("You get this letter because you answer for %(name)s.") % {"name": person.name})
    said.append(_("You asked us something about taking part. This is our answer:"))
    said.append(word.text)
    return said


def _link(invitation: Invitation, token: str) -> tuple[str, str] | None:
    if not invitation.is_open_on(timezone.localdate()):
        return None
    return links.address(token), _("Read more, answer or ask more")


def _still_allowed(message: Message) -> bool:
    """The invitation stands, and the person is here and may be written to."""
    word = _word(message)
    if word is None or word.invitation.state not in TALKING:
        return False
    person = word.invitation.representative
    return bool(word.text) and not person.has_left and rules.has_consent(person)


def _word(message: Message) -> QuestionWord | None:
    rows = QuestionWord.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: Any = rows.select_related("invitation__representative__municipality").first()
    return found  # type: ignore[no-any-return]  # a row or None; the manager is typed as its queryset


QUESTION_ANSWERED = Kind(
    name=ANSWERED,
    label=gettext_lazy("Answer to a question"),
    render=_render,
    still_allowed=_still_allowed,
    render_sms=_render_sms,
)
WORDING = Wording(
    kind=ANSWERED,
    label=QUESTION_ANSWERED.label,
    always=(
        gettext_lazy("the answer"),
        gettext_lazy("the link to answer the invitation, as long as it is open"),
        gettext_lazy("whom to call"),
    ),
)
