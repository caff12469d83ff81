"""Letters to applicants: we have got it, welcome, and a kind no. None says a word about health or why."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from representatives.onboarding.letters import Letter, mail
from representatives.recruitment import applications, applying
from representatives.recruitment.models import Application


def _render(message: Message, live: bool) -> Mail:
    application = _application(message)
    if application is None:
        raise CannotRender("the application has gone")
    return mail(application.representative, message.kind, _WRITE[message.kind])


def _still_allowed(message: Message) -> bool:
    """The person has not been erased in the meantime, and a receipt does not come after the answer."""
    application = _application(message)
    if application is None or not application.representative.email:
        return False
    return application.outcome == _AFTER[message.kind]


def _application(message: Message) -> Application | None:
    rows = Application.objects.select_related("representative__municipality")
    return rows.filter(public_id=message.about_id, municipality_id=message.municipality_id).first()


def _received(municipality: Any) -> Letter:
    return Letter(
        _("Thank you – we have got your form (%(municipality)s)") % {"municipality": municipality.name},
        [
            _("Thank you for wanting to take part. We have got what you wrote."),
            _(
                "Within two weeks we call or write to you, and agree on a conversation. There we get to know each "
                "other, and you can ask about everything. You bind yourself to nothing."
            ),
            _("Until then only the facilitator sees what you have written."),
            _(
                "Have you changed your mind? Answer this letter or call us, and we delete everything. You need not "
                "say why."
            ),
        ],
    )


def _welcomed(municipality: Any) -> Letter:
    return Letter(
        _("Welcome to the network in %(municipality)s") % {"municipality": municipality.name},
        [
            _("Welcome! You are now a representative, and we are glad to have you with us."),
            _(
                "When there is something that fits, we ask you. You can say yes, no or maybe each time, and you need "
                "not say why. It never touches the care you get."
            ),
            _("Does something change, or would you like a pause? Answer this letter or call us."),
        ],
    )


def _declined(municipality: Any) -> Letter:
    return Letter(
        _("Thank you for wanting to take part (%(municipality)s)") % {"municipality": municipality.name},
        [
            _("Thank you for getting in touch, and for the time you have given us."),
            _(
                "We do not have a place in the network for you now. It is we who have to choose, and it says nothing "
                "about you or about what you have been through."
            ),
            _("We delete what you have written within three months. You are welcome to write to us again."),
        ],
    )


_WRITE = {
    applying.RECEIVED: _received,
    applications.WELCOMED: _welcomed,
    applications.DECLINED: _declined,
}
_AFTER = {
    applying.RECEIVED: "",
    applications.WELCOMED: Application.Outcome.WELCOMED,
    applications.DECLINED: Application.Outcome.DECLINED,
}
_LABELS = {
    applying.RECEIVED: gettext_lazy("Receipt for an application"),
    applications.WELCOMED: gettext_lazy("Welcome to the network"),
    applications.DECLINED: gettext_lazy("A kind no to an application"),
}
KINDS = tuple(
    Kind(name=name, label=label, render=_render, still_allowed=_still_allowed)
    for name, label in _LABELS.items()
)
_ALWAYS = {
    applying.RECEIVED: (gettext_lazy("when we get in touch"), gettext_lazy("how everything is deleted")),
    applications.WELCOMED: (gettext_lazy("that one may say no each time"),),
    applications.DECLINED: (gettext_lazy("that we choose, and that everything is deleted"),),
}
WORDINGS = tuple(
    Wording(kind=name, label=label, always=(*_ALWAYS[name], gettext_lazy("whom to call")))
    for name, label in _LABELS.items()
)
