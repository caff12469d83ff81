"""The letter "still right?": text first, one link, whom to call, in the person's language. It names nothing kept.

Where a proxy gets the person's letters it goes there, and says for whom it is.
"""

import re
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.queries import Own, own_words
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from config.core.privacy.links import DEAD
from representatives.consent.models import Consent
from representatives.freshness import asking, links
from representatives.freshness.models import LETTER, Checkup
from representatives.proxies.queries import reached_by


def _render(message: Message, live: bool) -> Mail:
    checkup = _checkup(message)
    if checkup is None:
        raise CannotRender("the question is gone")
    if not reached_by(checkup.representative).email:
        raise CannotRender("no e-mail address")
    is_reminder = message.dedupe_key == asking.letter_key(checkup, asking.REMINDER)
    token = links.make(checkup) if live and checkup.token_hash else DEAD
    return letter(checkup, links.address(token), is_reminder=is_reminder)


def _render_sms(message: Message, live: bool) -> Sms:
    checkup = _checkup(message)
    if checkup is None:
        raise CannotRender("the question is gone")
    person = checkup.representative
    if not person.phone:
        raise CannotRender("no phone number")
    token = links.make(checkup) if live and checkup.token_hash else DEAD
    with translation.override(person.speaks):
        facts = {
            "municipality": person.municipality.name,
            "date": date_format(checkup.due_on, "MONTH_DAY_FORMAT"),
            "link": links.address(token),
        }
        if checkup.is_notice:
            text = _(
                "%(municipality)s: We delete what we keep about you after %(date)s. Do you want to stay? %(link)s"
            )
        else:
            text = _("%(municipality)s: Is what we keep about you still right? Answer by %(date)s: %(link)s")
    return Sms(to=person.phone, text=text % facts, language=person.speaks)


def letter(checkup: Checkup, link: str, *, is_reminder: bool) -> Mail:
    """The mail as the person gets it, or the proxy who gets the person's letters."""
    person = checkup.representative
    reach = reached_by(person)
    municipality, language = person.municipality, person.speaks
    with translation.override(language):
        subject = _subject(checkup, is_proxy=reach.is_proxy)
        context = {
            "checkup": checkup,
            "person": person,
            "reach": reach,
            "link": link,
            "is_reminder": is_reminder,
            "municipality": municipality,
            "language": language,
            "subject": subject,
            "own": _own(checkup, reach.name),
        }
        return Mail(
            to=reach.email,
            subject=subject,
            text=_tidy(render_to_string("emails/checkup.txt", context)),
            html=css_inline.inline(render_to_string("emails/checkup.html", context)),
            language=language,
            reply_to=municipality.facilitator_email,
        )


def _own(checkup: Checkup, name: str) -> Own:
    """The municipality's own words in this letter."""
    return own_words(
        kind=LETTER,
        municipality=checkup.representative.municipality,
        language=checkup.representative.speaks,
        name=name,
        reply_by=date_format(checkup.due_on, "DATE_FORMAT"),
    )


def _subject(checkup: Checkup, *, is_proxy: bool) -> str:
    facts = {
        "municipality": checkup.representative.municipality.name,
        "date": date_format(checkup.due_on, "MONTH_DAY_FORMAT"),
    }
    if checkup.is_notice and is_proxy:
        # A subject is seen by others: it names nobody.
        return (
            _("We delete what we keep about the one you answer for after %(date)s: %(municipality)s") % facts
        )
    if checkup.is_notice:
        return _("We delete what we keep about you after %(date)s: %(municipality)s") % facts
    return _("Is it still right? Answer by %(date)s: %(municipality)s") % facts


def _tidy(text: str) -> str:
    """Without the empty lines that unused parts of the template leave."""
    return re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


def _still_allowed(message: Message) -> bool:
    """Asked once more before the letter leaves: still open, no answer, the person is here and may be written to."""
    checkup = _checkup(message)
    if checkup is None or checkup.closed_at is not None or checkup.reply or checkup.representative.has_left:
        return False
    given = Consent.objects.in_force().filter(representative=checkup.representative_id)
    return checkup.is_notice or given.filter(purpose=Consent.Purpose.NETWORK).exists()


def _checkup(message: Message) -> Checkup | None:
    rows = Checkup.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: Any = rows.select_related("representative__municipality").first()
    return found  # type: ignore[no-any-return]  # a row or None; the manager is typed as its queryset


CHECKUP_ASKED = Kind(
    name=LETTER,
    label=gettext_lazy("Still right?"),
    render=_render,
    still_allowed=_still_allowed,
    render_sms=_render_sms,
)
WORDING = Wording(
    kind=LETTER,
    label=CHECKUP_ASKED.label,
    always=(
        gettext_lazy("the question, and what happens when nobody answers"),
        gettext_lazy("the last day to answer, in the subject too"),
        gettext_lazy("the link to answer, and that opening it answers nothing"),
        gettext_lazy("whom to call"),
    ),
    more=("reply_by",),
)
