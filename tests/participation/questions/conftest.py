"""An invitation that was asked about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality):
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    return make_wanted(municipality, seats=3)


@pytest.fixture
def ask(wanted):
    """Invites somebody, who answers with a question if there is one."""

    def asked(name: str = "Paula Prøve", question: str = "Er det heis?", **profile) -> Invitation:
        at = timezone.now() - timedelta(hours=1)
        fields = {"language": "nb"} | profile
        person = make_representative(wanted.municipality, name, at=at, **fields)
        made = make_invitation(wanted, person, at=at, reply_by=timezone.localdate(at) + timedelta(days=9))
        if question:
            invitations.answer(invitation=made, answer="question", by="link", message=question, at=at)
        return Invitation.objects.get(pk=made.pk)

    return asked


@pytest.fixture
def invitation(ask) -> Invitation:
    return ask()
