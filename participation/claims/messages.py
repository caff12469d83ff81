"""The letter when something that a person sent in comes back with a word: what is missing, and how to mend it.

Subject and text message name no project: its title may name an illness.
"""

from datetime import datetime

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
from participation.claims.models import Claim
from participation.claims.services import RETURNED, WITH_REST
from participation.invitations import rules, texts
from participation.invitations.policies import policy_of
from representatives.proxies.queries import reached_by

_SUBJECT = gettext_lazy("About what you sent in from the meeting on %(date)s (%(municipality)s)")
_TEXT = gettext_lazy(
    "%(municipality)s: something is missing in what you sent in from the meeting on %(date)s. See what: %(link)s"
)


def _mail(message: Message, live: bool) -> Mail:
    claim = _found(message)
    person = claim.attendance.assignment.representative
    reach = reached_by(person)
    if not reach.email:
        raise CannotRender("no e-mail address")
    with translation.override(person.speaks):
        facts = {
            "municipality": person.municipality.name,
            "date": date_format(claim.incurred_on, "MONTH_DAY_FORMAT"),
            "what": str(claim.get_kind_display()).lower(),
        }
        to_proxy = _("You get this letter because you answer for %(name)s.") % {"name": person.name}
        return short_letter(
            kind=RETURNED,
            to=reach.email,
            name=reach.name,
            municipality=person.municipality,
            language=person.speaks,
            subject=_SUBJECT % facts,
            paragraphs=[
                *([to_proxy] if reach.is_proxy else []),
                _("Thank you for what you sent in from the meeting on %(date)s (%(what)s).") % facts,
                _("Before we can approve it we need this from you: “%(word)s”") % {"word": claim.word},
                _("You can mend it on My page, or tell us, and we do it for you."),
            ],
            link=(_address(claim), _("See it on My page")),
        )


def _sms(message: Message, live: bool) -> Sms:
    claim = _found(message)
    person = claim.attendance.assignment.representative
    is_own = not reached_by(person).is_proxy
    return texts.text_message(_TEXT, person, claim.incurred_on, _address(claim), is_own=is_own)


def _address(claim: Claim) -> str:
    """The page of the claim; it asks who is there."""
    slug = claim.attendance.assignment.representative.municipality.slug
    return str(settings.BASE_URL + reverse("my_claim_detail", args=[slug, claim.public_id]))


def _still_allowed(message: Message) -> bool:
    """Asked right before it leaves: it still waits for the person, who is here and consents."""
    claim = _claim(message)
    if claim is None or claim.state != Claim.State.RETURNED:
        return False
    person = claim.attendance.assignment.representative
    return not person.has_left and rules.has_consent(person)


def _in_allowed_hours(message: Message, at: datetime) -> datetime:
    return policy_of(message.municipality_id).allowed_from(at)


def _found(message: Message) -> Claim:
    claim = _claim(message)
    if claim is None:
        raise CannotRender("the claim is gone")
    return claim


def _claim(message: Message) -> Claim | None:
    rows = Claim.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    rows = rows.select_related(*WITH_REST, "attendance__assignment__representative__municipality")
    found: Claim | None = rows.first()
    return found


CLAIM_RETURNED = Kind(
    name=RETURNED,
    label=gettext_lazy("Something sent in comes back"),
    render=_mail,
    still_allowed=_still_allowed,
    render_sms=_sms,
    leaves_from=_in_allowed_hours,
)
WORDING = Wording(
    kind=RETURNED,
    label=CLAIM_RETURNED.label,
    always=(
        gettext_lazy("what it was, and what is missing"),
        gettext_lazy("the link to My page"),
        gettext_lazy("whom to call"),
    ),
)
