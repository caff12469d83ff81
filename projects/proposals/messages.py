"""The mail that tells a proposer what came of the proposal. Nothing of what was proposed is in the subject."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from config.core.ui.templatetags.ui import phone
from projects.proposals.models import Proposal
from projects.proposals.services import KIND
from representatives.proxies.queries import reached_by

Answer = Proposal.Answer
OPENINGS = {
    Answer.TAKEN_UP: gettext_lazy("we take up what you proposed: “%(title)s”. It is a project now."),
    Answer.SHARPEN: gettext_lazy(
        "thank you for proposing “%(title)s”. We would like to understand it better:"
    ),
    Answer.DECLINED: gettext_lazy(
        "thank you for proposing “%(title)s”. We cannot take it up now. This is why:"
    ),
}


def _render(message: Message, live: bool) -> Mail:
    """The mail in the reader's language; its link leads behind sign-in, so there is nothing to deaden."""
    proposal = _proposal(message)
    if proposal is None:
        raise CannotRender("the proposal has gone")
    address, name, language = _reader(proposal)
    if not address:
        raise CannotRender("the proposer has no address")
    municipality = proposal.municipality
    page = "my_proposal_list" if proposal.representative else "proposal_list"
    with translation.override(language):
        subject = _("Answer to your proposal – %(municipality)s") % {"municipality": municipality.name}
        lines = [
            _("Hello %(name)s,") % {"name": name},
            str(OPENINGS[Answer(proposal.answer)]) % {"title": proposal.title},
            proposal.reason,
            _("You find your proposal, and what comes of it, here:"),
            settings.BASE_URL + reverse(page, args=[municipality.slug]),
        ]
        if municipality.facilitator_phone:
            number = phone(municipality.facilitator_phone)
            lines.append(_("Would you rather talk about it? Call %(number)s.") % {"number": number})
        sender = _("The facilitator in %(municipality)s") % {"municipality": municipality.name}
        lines.append(f"{_('Kind regards')}\n{sender}")
    text = "\n\n".join(line for line in lines if line) + "\n"
    reply_to = municipality.facilitator_email
    return Mail(to=address, subject=subject, text=text, language=language, reply_to=reply_to)


def _still_allowed(message: Message) -> bool:
    """Asked again when it leaves: it is still answered, and the one who proposed it is still with us."""
    proposal = _proposal(message)
    if proposal is None or proposal.answer == Answer.WAITING:
        return False
    if proposal.representative is not None:
        return not proposal.representative.has_left
    return proposal.proposed_by is not None and proposal.proposed_by.is_active


def _proposal(message: Message) -> Proposal | None:
    rows = Proposal.objects.filter(public_id=message.about_id)
    return rows.select_related("municipality", "representative__municipality", "proposed_by").first()


def _reader(proposal: Proposal) -> tuple[str, str, str]:
    """Address, name to greet, and language."""
    if proposal.representative is not None:
        person = proposal.representative
        return reached_by(person).email, person.given_name, person.speaks
    user = proposal.proposed_by
    if user is None:
        return "", "", proposal.municipality.language
    return user.email, user.get_full_name(), user.language or proposal.municipality.language


PROPOSAL_ANSWERED = Kind(
    name=KIND,
    label=gettext_lazy("Answer to a proposal"),
    render=_render,
    still_allowed=_still_allowed,
    is_editable=True,
)
