"""A person with somebody who answers: the letter goes there, says for whom, and the answer is marked."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from config.core.outbox import services as outbox
from participation.invitations import queries, rules, services
from participation.invitations.models import Answer, Invitation
from representatives.proxies import services as proxies
from tests.cast import AT
from tests.make.chain import make_project, make_request
from tests.make.people import make_representative


@pytest.fixture
def wanted(unit, pia):
    return make_request(make_project(unit, leader=pia))


@pytest.fixture
def rolf(municipality):
    """Has no e-mail and wants to be called."""
    return make_representative(municipality, "Rolf Ringes", email="", phone="+4740612345", channel="phone")


def _invite(wanted, person):
    at = timezone.now()
    asked = {"request": wanted, "representative": person, "by": None, "at": at}
    invitation = services.prepare(reply_by=at.date() + timedelta(days=9), **asked)
    return services.send(invitation=invitation, by=None, at=at)


def _name(person, **given):
    wanted = {"name": "Lise Moen", "email": "lise@people.example.org"} | given
    return proxies.name(representative=person, by=None, at=AT, **wanted)


def _deliver() -> None:
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())


def test_the_letter_goes_to_the_proxy_and_says_for_whom(wanted, rolf):
    _name(rolf)
    _invite(wanted, rolf)
    _deliver()

    (letter,) = mail.outbox
    assert letter.to == ["lise@people.example.org"]
    assert "Lise Moen" in letter.body
    assert "Rolf Ringes" in letter.body
    assert "Rolf" not in letter.subject


def test_a_proxy_who_is_ended_before_the_letter_leaves_gets_none(wanted, municipality):
    paula = make_representative(municipality)
    _name(paula)
    _invite(wanted, paula)
    proxies.end(representative=paula, by=None, at=timezone.now())
    _deliver()

    assert [letter.to for letter in mail.outbox] == [[paula.email]]


def test_a_proxy_without_mail_is_called(wanted, municipality, alice):
    paula = make_representative(municipality)
    _name(paula, email="", phone="+4740612399")
    invitation = _invite(wanted, paula)

    (line,) = queries.lines(
        queries.with_details(Invitation.objects.filter(pk=invitation.pk)), today=AT.date()
    )
    assert line.must_call
    assert line.reach.phone == "+4740612399"
    waiting = Invitation.objects.all().waiting_for(Invitation.Waits.CALL, timezone.localdate())
    assert list(waiting) == [invitation]


def test_whoever_has_a_proxy_with_mail_is_not_to_be_called(wanted, rolf):
    assert not rules.gets_mail(rolf)
    _name(rolf)
    _invite(wanted, rolf)

    assert rules.gets_mail(rolf)
    assert not Invitation.objects.all().waiting_for(Invitation.Waits.CALL, timezone.localdate()).exists()


@pytest.mark.parametrize(("gets_mail", "by"), [(True, Answer.By.PROXY), (False, Answer.By.LINK)])
def test_an_answer_by_the_proxys_link_is_marked(wanted, municipality, client, gets_mail, by):
    paula = make_representative(municipality)
    _name(paula, gets_mail=gets_mail)
    invitation = _invite(wanted, paula)
    client.post(f"/answer/{services.token_of(invitation)}/", {"answer": "yes"})

    assert Answer.objects.get().by == by
