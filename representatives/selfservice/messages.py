"""The letter that says that My page is open, and how one signs in. It tells of nothing else."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.queries import own_words
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from config.core.ui.templatetags.ui import phone
from representatives.registry.models import Representative
from representatives.selfservice.services import KIND


def _render(message: Message, live: bool) -> Mail:
    person = _person(message)
    if person is None or person.user is None:
        raise CannotRender("My page is not open")
    municipality = person.municipality
    with translation.override(person.speaks):
        names = {"name": person.given_name, "municipality": municipality.name}
        own = own_words(kind=KIND, municipality=municipality, language=person.speaks, name=person.given_name)
        lines = [
            _("Hello %(name)s,") % names,
            *own.before,
            _("You now have a page of your own in %(municipality)s.") % names,
            _("There you see everything we keep about you, change it, take a pause, or say no."),
            _("Open this address and write %(email)s. You get a code by e-mail, and need no password:")
            % {"email": person.user.email},
            settings.BASE_URL.rstrip("/") + reverse("account_request_login_code"),
        ]
        if municipality.facilitator_phone:
            number = phone(municipality.facilitator_phone)
            lines.append(_("Would you rather talk about it? Call %(number)s.") % {"number": number})
        lines += [*own.after, own.signed(municipality.name)]
        return Mail(
            to=person.user.email,
            subject=_("Your page in %(municipality)s") % names,
            text="\n\n".join(lines) + "\n",
            language=person.speaks,
            reply_to=municipality.facilitator_email,
        )


def _still_allowed(message: Message) -> bool:
    person = _person(message)
    return person is not None and person.user is not None and not person.has_left


def _person(message: Message) -> Representative | None:
    rows = Representative.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    return rows.select_related("municipality", "user").first()


MY_PAGE_OPENED = Kind(
    name=KIND,
    label=gettext_lazy("My page is open"),
    render=_render,
    still_allowed=_still_allowed,
)
WORDING = Wording(
    kind=KIND,
    label=MY_PAGE_OPENED.label,
    always=(gettext_lazy("the address of My page and how one signs in"), gettext_lazy("whom to call")),
)
