"""The link of a letter: not to be guessed, kept nowhere, dead in time; and one press, one letter, however often."""

from datetime import timedelta
from random import Random

import pytest
from django.apps import apps
from django.utils import timezone

from config.core.outbox import tasks
from config.core.outbox.models import Message
from participation.invitations import links, services
from participation.invitations.models import Answer, Invitation
from representatives.erasure import services as erasure
from representatives.turns.models import Turn
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative

GUESSES, FROM_ONE_ADDRESS, PRESSES = 1000, 20, 200
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.fixture
def invitation(municipality) -> Invitation:
    at = timezone.now()
    person = make_representative(municipality, "Paula Prøve", at=at)
    return make_invitation(
        make_wanted(municipality), person, at=at, reply_by=timezone.localdate(at) + timedelta(days=5)
    )


@pytest.fixture
def token(invitation) -> str:
    return services.token_of(invitation)


def _guesses(token: str) -> list[str]:
    """Half of them one letter off, half of them at random."""
    chance = Random(45)  # noqa: S311  # guesses that are the same each time, no secret
    near = [token[:place] + letter + token[place + 1 :] for place in range(len(token)) for letter in LETTERS]
    others = ["".join(chance.choices(LETTERS, k=len(token))) for _one in range(GUESSES)]
    return [*chance.sample([one for one in near if one != token], GUESSES // 2), *others[: GUESSES // 2]]


def test_a_thousand_guesses_from_many_addresses_hit_nothing(client, token):
    for number, guess in enumerate(_guesses(token)):
        address = f"10.0.{number // FROM_ONE_ADDRESS}.1"
        answer = client.post(f"/answer/{guess}/", {"answer": "yes"}, REMOTE_ADDR=address)
        assert answer.status_code == 404

    assert not Answer.objects.exists()
    assert links.find(token) is not None


def test_no_row_of_any_table_has_a_link_that_works(invitation, token):
    Message.objects.get(about_id=invitation.public_id)
    kept = [
        str(value)
        for model in apps.get_models()
        for row in model._default_manager.values()
        for value in row.values()
    ]

    assert any(links.hash_of(token) in value for value in kept)
    assert not [value for value in kept if token in value]


def test_a_link_dies_with_the_person(client, invitation, token):
    erasure.erase(representative=invitation.representative, why="asked", by=None, at=timezone.now())

    assert client.get(f"/answer/{token}/").status_code in (404, 410)
    assert client.post(f"/answer/{token}/", {"answer": "yes"}).status_code in (404, 410)
    assert not Answer.objects.exists()


def test_two_hundred_presses_are_one_answer_with_the_same_reply(client, invitation, token):
    replies = {
        (answer.status_code, answer.url)
        for answer in (client.post(f"/answer/{token}/", {"answer": "yes"}) for _one in range(PRESSES))
    }

    assert replies == {(303, f"/answer/{token}/")}
    assert Answer.objects.count() == invitation.assignments.running().count() == 1
    assert Turn.objects.filter(kind=Turn.Kind.ACCEPTED).count() == 1


def test_a_task_that_is_delivered_five_times_sends_one_letter(invitation, mailoutbox):
    for _time in range(5):
        tasks.deliver_due()

    assert [letter.to for letter in mailoutbox] == [[invitation.representative.email]]
