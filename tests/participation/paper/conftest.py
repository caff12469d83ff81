"""A round with one who has chosen post."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.invitations.models import Invitation
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative

PHONE = "+4740612000"


@pytest.fixture
def wanted(municipality):
    municipality.facilitator_phone = PHONE
    municipality.save()
    return make_wanted(municipality, seats=3, title="Trygg hjem", task="Lese brev", pay="1 200 kr")


@pytest.fixture
def ask(wanted):
    """Asks one more person who has chosen post."""

    def asked(name: str = "Paula Post", *, is_sent: bool = True, **profile) -> Invitation:
        at = timezone.now()
        fields = {"email": "", "phone": "+4740612001", "channel": "letter", "language": "nb"} | profile
        person = make_representative(wanted.municipality, name, at=at, **fields)
        reply_by = timezone.localdate(at) + timedelta(days=9)
        return make_invitation(wanted, person, at=at, reply_by=reply_by, is_sent=is_sent)

    return asked


@pytest.fixture
def invitation(ask) -> Invitation:
    return ask()
