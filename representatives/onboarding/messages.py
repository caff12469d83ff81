"""The letter that asks a person to read and sign the declaration of confidentiality."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from representatives.onboarding import declarations, links
from representatives.onboarding.letters import Letter, mail
from representatives.registry.models import Representative


def _render(message: Message, live: bool) -> Mail:
    person = _person(message)
    if person is None:
        raise CannotRender("the person has gone")
    token = links.make(person) if live else links.DEAD

    def write(municipality: Any) -> Letter:
        return Letter(
            _("Please read and sign – %(municipality)s") % {"municipality": municipality.name},
            [
                _(
                    "As a representative you may hear things about other people. Before the first meeting we ask you "
                    "to read and sign a declaration of confidentiality. It is short."
                ),
                _(
                    "You need not sign in. Opening the link signs nothing; you press a button when you have read."
                ),
            ],
            (links.address(token), _("Read and sign")),
        )

    return mail(person, message.kind, write)


def _still_allowed(message: Message) -> bool:
    """The person is still there, can be reached, and has not signed in the meantime."""
    person = _person(message)
    return person is not None and bool(person.email) and not declarations.has_signed(person)


def _person(message: Message) -> Representative | None:
    rows = Representative.objects.present().select_related("municipality")
    return rows.filter(public_id=message.recipient_id, municipality_id=message.municipality_id).first()


DECLARATION_ASKED = Kind(
    name=declarations.ASKED,
    label=gettext_lazy("Declaration to read and sign"),
    render=_render,
    still_allowed=_still_allowed,
    is_editable=True,
)
WORDING = Wording(
    kind=declarations.ASKED,
    label=DECLARATION_ASKED.label,
    always=(
        gettext_lazy("what is signed, and the link to it"),
        gettext_lazy("that opening the link signs nothing"),
        gettext_lazy("whom to call"),
    ),
)
