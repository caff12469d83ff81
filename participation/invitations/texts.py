"""Text messages about an invitation: what it is, by when, the link and whom to call; in two parts at most.

They stand on a locked phone: no title and no unit, for either may name an illness.
"""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.outbox.kinds import CannotRender, Sms
from config.core.ui.templatetags.ui import phone
from representatives.registry.models import Representative

ASKED = gettext_lazy(
    "%(municipality)s asks whether you will take on an assignment. Read more and answer by %(date)s: %(link)s"
)
REMINDED = gettext_lazy(
    "A reminder from %(municipality)s: answer by %(date)s whether you will take on an assignment. "
    "It is quite all right to say no. %(link)s"
)
THOUGHT = gettext_lazy(
    "You said maybe to an assignment in %(municipality)s. Is it a yes or a no? Answer by %(date)s: %(link)s"
)
SEAT = gettext_lazy(
    "A seat has opened in %(municipality)s. Do you still want it? Answer by %(date)s: %(link)s"
)
ANSWERED = gettext_lazy("%(municipality)s has answered your question. Read the answer by %(date)s: %(link)s")


def text_message(words: Any, person: Representative, by_day: date, link: str, *, is_own: bool = True) -> Sms:
    """One text message to the person. Raises `CannotRender` without a number, and where a proxy gets the letters now
    (`is_own` false): a text message goes to nobody else.
    """
    if not is_own:
        raise CannotRender("somebody else gets the letters")
    if not person.phone:
        raise CannotRender("no phone number")
    municipality = person.municipality
    with translation.override(person.speaks):
        facts = {
            "municipality": municipality.name,
            "date": date_format(by_day, "MONTH_DAY_FORMAT"),
            "link": link,
        }
        said = [words % facts]
        if municipality.facilitator_phone:
            said.append(
                _("Would you rather talk? Call %(phone)s.") % {"phone": phone(municipality.facilitator_phone)}
            )
    return Sms(to=person.phone, text=" ".join(said), language=person.speaks)
