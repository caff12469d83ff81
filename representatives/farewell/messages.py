"""The letter to one who leaves: thank you, what is kept and for how long, and that the door is open."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.core.letters.kinds import Wording
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from representatives.farewell.services import KIND, last_step
from representatives.freshness.queries import policy_of
from representatives.onboarding.letters import Letter, mail
from representatives.registry.models import Representative, StateChange


def _render(message: Message, live: bool) -> Mail:
    step = _step(message)
    if step is None:
        raise CannotRender("the profile has gone")
    return mail(step.representative, message.kind, _thanked)


def _still_allowed(message: Message) -> bool:
    """The person has not come back, been erased or become one with another profile in the meantime."""
    step = _step(message)
    if step is None:
        return False
    person: Representative = step.representative
    is_gone = bool(person.erased_at or person.merged_into_id)
    return person.has_left and not is_gone and bool(person.email) and last_step(person) == step


def _step(message: Message) -> StateChange | None:
    rows = StateChange.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    return rows.select_related("representative__municipality").first()


def _thanked(municipality: Any) -> Letter:
    place = {"municipality": municipality.name}
    return Letter(
        _("Thank you for being with us (%(municipality)s)") % place,
        [
            _(
                "You are no longer in the network of representatives in %(municipality)s. Thank you for the time you "
                "have given us, and for what you have shared. We hope that it has given you something too."
            )
            % place,
            _("What you have told us of what you know and can do is deleted.") + " " + _kept(municipality),
            _("Would you rather have everything deleted now? Answer this letter or call us."),
            _("You are welcome back whenever you want. Answer this letter or call us."),
        ],
    )


def _kept(municipality: Any) -> str:
    days = policy_of(municipality).erase_left_after_days
    if not days:
        return _(
            "Your name and how to reach you are deleted within a few days. What a project has learnt from you stays "
            "with the project, without your name."
        )
    text = ngettext(
        "Your name and how to reach you are deleted after %(days)s day. What a project has learnt from you stays with "
        "the project, without your name.",
        "Your name and how to reach you are deleted after %(days)s days. What a project has learnt from you stays with "
        "the project, without your name.",
        days,
    )
    return text % {"days": days}


THANKED = Kind(
    name=KIND,
    label=gettext_lazy("Thank you to one who leaves"),
    render=_render,
    still_allowed=_still_allowed,
    is_editable=True,
)
WORDING = Wording(
    kind=KIND,
    label=THANKED.label,
    always=(gettext_lazy("what is kept and for how long"), gettext_lazy("whom to call")),
)
