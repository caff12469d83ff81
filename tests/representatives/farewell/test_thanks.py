"""A thank-you to one who leaves: once, in the person's language, and not where it would be wrong."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from representatives.erasure import services as erasure
from representatives.farewell.services import KIND
from representatives.freshness import links
from representatives.freshness import services as freshness
from representatives.recruitment import applications
from representatives.registry import services as registry
from representatives.registry.models import Representative
from tests.make.people import make_representative
from tests.representatives.selfservice.conftest import with_account

LEAVES = {"to": "left", "reason": "Flyttet"}


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, "Paula Prøve", language="en")


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


def _deliver() -> list:
    at = timezone.now() + timedelta(seconds=1)
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)
    return mail.outbox


def _at(person) -> str:
    return f"/granvik/people/{person.public_id}/move/"


def _move(person, to="left", **more):
    act = {"by": None, "at": timezone.now(), "reason": "Flyttet", "thanks": True} | more
    return registry.move(representative=person, to=to, **act)


def _thanks():
    return Message.objects.filter(kind=KIND)


def test_whoever_leaves_is_thanked_once_in_the_own_language(facilitator, paula, municipality):
    freshness.set_policy(municipality=municipality, by=None, at=timezone.now(), erase_left_after_days=90)
    assert 'name="thanks"' in facilitator.get(_at(paula)).content.decode()
    facilitator.post(_at(paula), LEAVES | {"thanks": "on"})
    facilitator.post(_at(paula), LEAVES | {"thanks": "on"})

    (letter,) = _deliver()
    assert letter.to == [paula.email]
    assert letter.subject == "Thank you for being with us (Granvik)"
    assert letter.body.startswith("Hello Paula,")
    for words in ("Thank you for the time", "deleted after 90 days", "welcome back"):
        assert words in letter.body
    assert _thanks().get().recipient_id == paula.public_id


def test_the_box_is_ticked_and_can_be_unticked(facilitator, paula):
    field = facilitator.get(_at(paula)).context["form"]["thanks"]
    assert field.initial is True
    assert field.help_text
    facilitator.post(_at(paula), LEAVES)

    paula.refresh_from_db()
    assert paula.has_left
    assert not _thanks().exists()


def test_without_e_mail_there_is_no_box_and_the_page_says_so(facilitator, municipality):
    finn = make_representative(municipality, "Finn Fjord", email="", phone="+4790000001", channel="phone")
    page = facilitator.get(_at(finn))
    assert "thanks" not in page.context["form"].fields
    assert "ds-alert" in page.content.decode()
    facilitator.post(_at(finn), LEAVES | {"thanks": "on"})

    finn.refresh_from_db()
    assert finn.has_left
    assert not _thanks().exists()


@pytest.mark.parametrize(("more", "count"), [({}, 1), ({"thanks": True}, 1), ({"thanks": False}, 0)])
def test_the_api_thanks_and_can_leave_it(api_of, alice, paula, more, count):
    path = f"/api/v1/representatives/{paula.public_id}/move/"
    assert api_of(alice).post(path, LEAVES | more, format="json").status_code == 200

    assert _thanks().count() == count


def test_another_step_thanks_nobody(paula):
    _move(paula, "resting")

    assert not _thanks().exists()


def test_leaving_by_the_link_of_a_question_is_thanked_for(municipality, client):
    at = timezone.now()
    person = make_representative(municipality, at=at - timedelta(days=400))
    checkup = freshness.ask(person=person, at=at - timedelta(days=1))
    client.post(f"/still-right/{links.make(checkup)}/leave/")

    assert _thanks().get().recipient_id == person.public_id


@pytest.mark.parametrize("path", ["/granvik/my-page/leave/", "/api/v1/me/leave/"])
def test_leaving_on_my_page_is_thanked_for(municipality, client_of, api_of, path):
    person = with_account(municipality, "Paula Prøve")
    client = (api_of if path.startswith("/api") else client_of)(person.user)
    client.post(path)

    assert Representative.objects.get(pk=person.pk).has_left
    assert _thanks().count() == 1


def test_whoever_is_erased_is_not_thanked(paula, alice):
    erasure.erase(representative=paula, why="asked", by=alice, at=timezone.now())

    assert not _thanks().exists()


def test_whoever_is_erased_before_the_letter_leaves_gets_none(paula, alice):
    _move(paula)
    erasure.erase(representative=paula, why="asked", by=alice, at=timezone.now())

    assert _deliver() == []
    assert _thanks().get().state == Message.State.CANCELLED


def test_an_applicant_who_gets_a_kind_no_is_not_thanked_as_well(municipality, alice):
    person = make_representative(municipality, consents=())
    Representative.objects.filter(pk=person.pk).update(state="applied")
    application = applications.add(representative=person, by=alice, at=timezone.now())
    applications.decline(application=application, by=alice, at=timezone.now())

    assert [message.kind for message in Message.objects.all()] == [applications.DECLINED]


def test_whoever_comes_back_at_once_gets_no_letter_and_a_second_leaving_has_its_own(paula):
    _move(paula)
    _move(paula, "active")
    assert _deliver() == []
    _move(paula, at=timezone.now() + timedelta(minutes=1))

    assert _thanks().count() == 2
    at = timezone.now() + timedelta(minutes=2)
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)
    assert len(mail.outbox) == 1
