"""Making letters on paper, and writing down that they were printed and posted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.letters.queries import why_not
from participation.invitations import rules
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.paper import codes
from participation.paper.models import PaperLetter

State = Invitation.State


class CannotMake(Exception):
    """No letter can be made for this invitation; the text can be shown."""


class CannotPost(Exception):
    """The letter cannot be written down as posted; the text can be shown."""


@transaction.atomic
def make(*, invitation: Invitation, by: Any, at: datetime) -> PaperLetter:
    """The letter of the link in force, with its code; the one that is there, if there is one.

    Refuses an invitation that nobody can answer any more, one that goes by e-mail or text message, and words that
    cannot be printed.
    """
    held = rules.lock(invitation)
    kept = PaperLetter.objects.filter(invitation=held, generation=held.generation).first()
    if kept is not None:
        return kept
    if held.state not in (State.READY, State.SENT) or held.reply_by < rules.day(at):
        raise CannotMake(_("Nobody can answer this invitation any more, so there is no letter to print."))
    person = held.representative
    if rules.way_to(person).is_sent:
        raise CannotMake(_("This person is asked by e-mail or text message."))
    words = why_not(kind=rules.KIND, municipality=person.municipality, language=person.speaks)
    if words:
        raise CannotMake(words)
    letter = PaperLetter(
        municipality_id=held.municipality_id,
        invitation=held,
        generation=held.generation,
        made_at=at,
        made_by=by,
    )
    codes.prepare(letter)
    letter.save(force_insert=True)
    audit.record("paper_letter.made", obj=letter, by=by, at=at, subject=person)
    return letter


@transaction.atomic
def post(*, letter: PaperLetter, by: Any, at: datetime) -> PaperLetter:
    """Writes down that the letter was printed and posted. It counts as sent: an invitation that stood ready is.

    Refuses a letter whose invitation has been sent again or taken back, and what `invitations.send` refuses. A letter
    that is posted already stays as it is.
    """
    invitation = rules.lock(letter.invitation)
    held = PaperLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.posted_at is not None:
        return held
    if held.generation != invitation.generation or invitation.state not in (State.READY, State.SENT):
        raise CannotPost(
            _("This letter is no longer right: the invitation has been sent again or taken back.")
        )
    if invitation.state == State.READY:
        try:
            invitations.send(invitation=invitation, by=by, at=at)
        except invitations.CannotSend as refusal:
            raise CannotPost(str(refusal)) from refusal
    held.posted_at, held.posted_by = at, by
    held.save(update_fields=["posted_at", "posted_by"])
    audit.record(
        "paper_letter.posted",
        obj=held,
        by=by,
        at=at,
        fields=["posted_at"],
        subject=invitation.representative,
    )
    return held
