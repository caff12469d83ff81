"""Letters on paper for invitations."""

from datetime import datetime
from typing import Any

from participation.invitations.models import Invitation
from participation.paper import codes
from participation.paper.models import PaperLetter
from participation.questions.models import QuestionWord
from tests.cast import AT


def make_paper_letter(invitation: Any, *, at: datetime = AT, by: Any = None) -> PaperLetter:
    """The letter of an invitation, made past the rule of who gets one."""
    letter = PaperLetter(
        municipality_id=invitation.municipality_id,
        invitation=invitation,
        generation=invitation.generation,
        made_at=at,
        made_by=by,
    )
    codes.prepare(letter)
    letter.save()
    return letter


def add_letters(town: Any, invitation_pk: int, by: Any, at: datetime) -> None:
    """The invitation of a town with what goes with it: its letter on paper, and a question by phone."""
    invitation = town.keep("invitation", Invitation.objects.get(pk=invitation_pk))
    QuestionWord.objects.create(
        municipality=town.municipality,
        invitation=invitation,
        side=QuestionWord.Side.PERSON,
        way=QuestionWord.Way.PHONE,
        text=town.text("svar"),
        at=at,
        by=by,
    )
    town.keep("paper_letter", make_paper_letter(invitation, at=at, by=by))
