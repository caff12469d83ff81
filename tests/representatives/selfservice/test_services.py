"""Opening My page, a pause and its end, a copy on paper: the rule, the trail and the refusals."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from config.core.accounts import newcomers
from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Membership, Role
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.selfservice import queries, services
from representatives.selfservice.models import PaperCopy
from tests.cast import AT
from tests.make.people import make_representative, make_term
from tests.representatives.selfservice.conftest import with_account

LATER = AT + timedelta(days=1)


@pytest.fixture
def rolf(municipality):
    """Has an address and no account."""
    return make_representative(municipality, "Rolf Uten")


def _open(person, by=None):
    return services.open_for(representative=person, by=by, at=AT)


def test_opening_gives_an_account_the_role_and_a_letter(rolf, alice):
    opened = _open(rolf, alice)

    assert opened.user.email == rolf.email
    assert not opened.user.has_usable_password()
    assert Membership.objects.current().get(user=opened.user).role == Role.REPRESENTATIVE
    line = AuditEvent.objects.get(kind="my_page.opened")
    assert (line.actor_id, line.subject_id) == (alice.public_id, rolf.public_id)
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())
    (letter,) = mail.outbox
    assert letter.to == [rolf.email]
    assert "/accounts/login/code/" in letter.body


def test_the_letter_stays_when_the_person_has_left_meanwhile(rolf, alice):
    _open(rolf, alice)
    registry.move(representative=rolf, to="left", by=alice, at=LATER)
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())

    assert mail.outbox == []
    assert Message.objects.get(kind="my_page.opened").state == Message.State.CANCELLED


def test_it_cannot_be_opened_twice_without_an_address_or_for_one_who_has_left(rolf, municipality):
    unreached = make_representative(municipality, "Uten Adresse", email="")
    gone = make_representative(municipality, "Borte Vekk")
    registry.move(representative=gone, to="left", by=None, at=AT)
    _open(rolf)
    accounts = User.objects.count()

    for person in (rolf, unreached, gone):
        with pytest.raises(services.CannotOpen):
            _open(person)
    assert User.objects.count() == accounts


def test_one_address_opens_one_profile_also_across_municipalities(rolf, other_municipality):
    _open(rolf)
    other = make_representative(other_municipality, "Rolf Uten", email=rolf.email)

    with pytest.raises(services.CannotOpen):
        _open(other)
    assert not Membership.objects.filter(municipality=other_municipality).exists()


def test_whoever_asks_for_a_code_and_is_known_by_the_address_is_admitted(rolf):
    newcomers.admit(rolf.email.upper(), AT)
    rolf.refresh_from_db()

    assert rolf.user.email == rolf.email
    assert not Message.objects.exists()


def test_an_unknown_address_two_people_and_one_who_has_left_are_not_admitted(municipality, rolf):
    make_representative(municipality, "Felles Adresse", email="felles@people.example.org")
    make_representative(municipality, "Felles Adresse", email="felles@people.example.org")
    registry.move(representative=rolf, to="left", by=None, at=AT)

    for address in ("ukjent@people.example.org", "felles@people.example.org", rolf.email, ""):
        newcomers.admit(address, AT)
    assert not User.objects.exists()


def test_a_pause_keeps_everything_and_ends_by_a_word(paula):
    until = LATER.date()
    services.pause(representative=paula, until=until, by=paula.user, at=AT)
    paula.refresh_from_db()
    assert (paula.state, paula.resting_until) == ("resting", until)
    assert paula.terms.count() == 2

    services.end_pause(representative=paula, by=paula.user, at=LATER)
    paula.refresh_from_db()
    assert (paula.state, paula.resting_until) == ("active", None)
    assert list(paula.state_changes.values_list("by", flat=True))[:2] == [paula.user.pk] * 2


def test_a_pause_needs_a_day_to_come_and_an_active_person(paula, municipality):
    applied = make_representative(municipality, "Ny Her", state=Representative.State.APPLIED)
    with pytest.raises(services.CannotPause):
        services.pause(representative=paula, until=AT.date(), by=None, at=AT)
    with pytest.raises(services.CannotPause):
        services.pause(representative=applied, until=None, by=None, at=AT)


def test_nobody_becomes_active_by_ending_a_pause_that_is_none(municipality, paula):
    applied = make_representative(municipality, "Ny Her", state=Representative.State.APPLIED)
    for person in (applied, paula):
        with pytest.raises(services.CannotPause):
            services.end_pause(representative=person, by=None, at=AT)
    applied.refresh_from_db()
    assert applied.state == "applied"


def test_a_term_said_again_keeps_the_level_that_was_agreed(paula):
    kept = paula.terms.get(term__kind="skill")
    again = services.keep_term(representative=paula, term=kept.term, by=None, at=LATER)
    new = services.keep_term(
        representative=paula, term=make_term(key="stroke"), relation="own", by=None, at=LATER
    )

    assert (again.pk, again.level, new.level) == (kept.pk, 2, 1)


def test_a_copy_is_asked_for_once_sent_once_and_may_be_taken_back(paula, alice):
    asked = {"representative": paula, "by": paula.user, "at": AT}
    copy = services.ask_for_copy(**asked)
    assert services.ask_for_copy(**asked) == copy
    services.copy_sent(copy=copy, by=alice, at=LATER)
    with pytest.raises(services.CannotAsk):
        services.copy_sent(copy=copy, by=alice, at=LATER)
    with pytest.raises(services.CannotAsk):
        services.take_back_copy(**asked)

    services.ask_for_copy(**asked)
    services.take_back_copy(**asked)
    assert not PaperCopy.objects.waiting().exists()
    kinds = AuditEvent.objects.filter(kind__startswith="paper_copy.").values_list("kind", flat=True)
    assert sorted(kinds) == [
        "paper_copy.asked",
        "paper_copy.asked",
        "paper_copy.sent",
        "paper_copy.taken_back",
    ]


def test_what_the_person_did_and_what_others_saw_are_told_apart(paula, alice, municipality):
    from config.core.audit import services as audit

    rolf = with_account(municipality, "Rolf Egen")
    audit.record_read(paula, by=paula.user, at=AT, purpose="registry")
    audit.record_read(paula, by=alice, at=LATER, purpose="support_needs.meetings")
    audit.record_read(rolf, by=alice, at=LATER, purpose="registry")
    registry.update(representative=paula, changes={"area": "Sentrum"}, by=paula.user, at=AT)
    registry.update(representative=paula, changes={"area": "Øyane"}, by=alice, at=LATER)

    (look,) = queries.looks_at(paula)
    assert (look.name, look.at) == ("Alice", LATER)
    assert [row.actor_id for row in queries.changed_by_themself(paula, most=5)] == [paula.user.public_id]
