"""Giving and withdrawing consent: the rule, the audit row, the refusal, the signal, and what is deleted at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from config.core.audit.models import AuditEvent
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.consent.texts import CURRENT_VERSION
from representatives.registry import services as registry
from representatives.registry.models import ProfileTerm, Representative
from representatives.signals import consent_withdrawn
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative, make_term

NETWORK, EXPERIENCE, QUOTATION = (
    Consent.Purpose.NETWORK,
    Consent.Purpose.EXPERIENCE,
    Consent.Purpose.QUOTATION,
)
LATER = AT + timedelta(days=1)


@pytest.fixture
def paula(municipality):
    """Paula has not been asked yet."""
    return make_representative(municipality, consents=())


@pytest.fixture
def give(alice):
    """`give(paula, NETWORK)`: Alice writes down that Paula said yes."""

    def given(person, purpose, **fields):
        common = {"channel": Consent.Channel.PAPER, "given_on": AT.date(), "by": alice, "at": AT} | fields
        return consents.give(representative=person, purpose=purpose, **common)

    return given


@pytest.fixture
def told():
    """What the apps above were told of withdrawals."""
    heard: list[str] = []

    def hear(sender, consent, by, at, **more):
        heard.append(consent.purpose)

    consent_withdrawn.connect(hear)
    yield heard
    consent_withdrawn.disconnect(hear)


def _in_force(person) -> set[str]:
    return set(Consent.objects.in_force().filter(representative=person).values_list("purpose", flat=True))


def test_a_yes_is_a_row_with_its_text_its_day_and_who_wrote_it_down(paula, give, alice):
    consent = give(paula, NETWORK, given_on=date(2026, 2, 27))

    assert (consent.purpose, consent.channel) == (NETWORK, Consent.Channel.PAPER)
    assert (consent.given_on, consent.recorded_at) == (date(2026, 2, 27), AT)
    assert (consent.recorded_by, consent.text_version) == (alice, CURRENT_VERSION)
    assert consent.municipality == paula.municipality
    assert consent.is_in_force


def test_a_yes_is_written_in_the_audit_trail_by_ids_alone(paula, give, alice):
    line = AuditEvent.objects.about(give(paula, NETWORK)).get()

    assert (line.kind, line.actor_id, line.subject_id) == ("consent.given", alice.public_id, paula.public_id)
    assert (line.purpose, line.at, line.municipality) == (NETWORK, AT, paula.municipality)
    assert "Paula" not in str(line.__dict__)


def test_a_second_yes_is_the_first_one(paula, give):
    assert give(paula, NETWORK) == give(paula, NETWORK, channel=Consent.Channel.ORAL)
    assert Consent.objects.count() == 1
    assert AuditEvent.objects.filter(kind="consent.given").count() == 1


def test_a_day_that_has_not_come_is_refused(paula, give):
    with pytest.raises(consents.CannotGive):
        give(paula, NETWORK, given_on=AT.date() + timedelta(days=1))
    assert not Consent.objects.exists()


def test_the_day_is_the_day_in_norway(paula, give):
    just_after_midnight = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)
    consent = give(paula, NETWORK, given_on=date(2026, 6, 2), at=just_after_midnight)

    assert consent.given_on == date(2026, 6, 2)


@pytest.mark.parametrize("purpose", [EXPERIENCE, QUOTATION])
def test_what_rests_on_the_network_needs_it_first(paula, give, purpose):
    with pytest.raises(consents.CannotGive):
        give(paula, purpose)
    give(paula, NETWORK)

    assert give(paula, purpose).is_in_force


def test_someone_who_has_left_cannot_be_written_down_as_consenting(paula, give, alice):
    registry.move(representative=paula, to=Representative.State.LEFT, by=alice, at=AT)

    with pytest.raises(consents.CannotGive):
        give(paula, NETWORK)


def test_a_withdrawal_is_a_stamp_and_a_new_yes_is_a_new_row(paula, give, alice):
    first = give(paula, NETWORK)
    consents.withdraw(representative=paula, purpose=NETWORK, by=alice, at=LATER)
    second = give(paula, NETWORK, at=LATER)

    first.refresh_from_db()
    assert (first.withdrawn_at, first.withdrawn_by) == (LATER, alice)
    assert second != first
    assert second.is_in_force


def test_withdrawing_experience_deletes_it_in_the_same_transaction(municipality, alice, told):
    service, skill = make_term("service", "home-care"), make_term("skill", "writing")
    paula = make_representative(
        municipality, experience=((make_term(), "own"), (service, "")), skills=(skill,)
    )
    consent = consents.withdraw(representative=paula, purpose=EXPERIENCE, by=alice, at=LATER)

    assert [kept.term for kept in ProfileTerm.objects.filter(representative=paula)] == [skill]
    line = AuditEvent.objects.about(consent).first()
    assert line is not None
    assert (line.kind, line.fields) == ("consent.withdrawn", ["terms", "withdrawn_at"])
    assert told == [EXPERIENCE]
    assert _in_force(paula) == {NETWORK}


def test_when_those_above_cannot_follow_nothing_is_withdrawn_and_nothing_deleted(municipality, alice):
    paula = make_representative(municipality, experience=((make_term(), "own"),))

    def refuse(sender, **facts):
        raise DatabaseError

    consent_withdrawn.connect(refuse)
    try:
        with pytest.raises(DatabaseError):
            consents.withdraw(representative=paula, purpose=EXPERIENCE, by=alice, at=LATER)
    finally:
        consent_withdrawn.disconnect(refuse)

    assert paula.terms.count() == 1
    assert _in_force(paula) == {NETWORK, EXPERIENCE}


def test_withdrawing_the_network_withdraws_all_and_tells_of_each(municipality, alice, told):
    paula = make_representative(
        municipality, consents=(NETWORK, EXPERIENCE, QUOTATION), experience=((make_term(), "own"),)
    )
    consents.withdraw(representative=paula, purpose=NETWORK, by=alice, at=LATER)

    assert _in_force(paula) == set()
    assert sorted(told) == [EXPERIENCE, NETWORK, QUOTATION]
    assert AuditEvent.objects.filter(kind="consent.withdrawn", subject_id=paula.public_id).count() == 3
    assert not paula.terms.exists()


def test_withdrawing_quotations_leaves_the_rest(municipality, alice, told):
    paula = make_representative(
        municipality, consents=(NETWORK, EXPERIENCE, QUOTATION), experience=((make_term(), "own"),)
    )
    consents.withdraw(representative=paula, purpose=QUOTATION, by=alice, at=LATER)

    assert (_in_force(paula), told) == ({NETWORK, EXPERIENCE}, [QUOTATION])
    assert paula.terms.count() == 1


def test_nothing_in_force_is_refused_and_nobody_is_told(paula, alice, told):
    with pytest.raises(consents.CannotWithdraw):
        consents.withdraw(representative=paula, purpose=NETWORK, by=alice, at=LATER)

    assert told == []
    assert not AuditEvent.objects.filter(kind="consent.withdrawn").exists()


def test_the_id_of_an_old_yes_takes_back_no_newer_one(paula, give, alice):
    old = give(paula, NETWORK)
    consents.withdraw_one(consent=old, by=alice, at=LATER)
    newer = give(paula, NETWORK, at=LATER)

    with pytest.raises(consents.CannotWithdraw):
        consents.withdraw_one(consent=old, by=alice, at=LATER)
    newer.refresh_from_db()
    assert newer.is_in_force


def test_someone_who_leaves_consents_to_nothing_any_more(municipality, alice, told):
    paula = make_representative(municipality, experience=((make_term(), "own"),))
    registry.move(representative=paula, to=Representative.State.LEFT, by=alice, at=LATER)

    assert _in_force(paula) == set()
    assert sorted(told) == [EXPERIENCE, NETWORK]


def test_experience_is_kept_under_consent_and_its_level_changed_in_place(municipality, alice):
    paula, term = make_representative(municipality), make_term()
    common = {"representative": paula, "term": term, "relation": "own", "by": alice, "at": AT}
    first = consents.keep_experience(level=1, **common)
    second = consents.keep_experience(level=3, **common)

    assert first == second
    assert second.level == 3
    line = AuditEvent.objects.about(second).first()
    assert line is not None
    assert (line.kind, line.subject_id) == ("experience.kept", paula.public_id)


def test_the_same_area_from_two_sides_is_two_terms(municipality):
    paula = make_representative(municipality, experience=((make_term(), "own"), (make_term(), "next_of_kin")))

    assert sorted(paula.terms.values_list("relation", flat=True)) == ["next_of_kin", "own"]


@pytest.mark.parametrize("consented", [(), (NETWORK,), (NETWORK, QUOTATION)])
def test_experience_without_consent_to_it_is_refused(municipality, alice, consented):
    paula = make_representative(municipality, consents=consented)

    with pytest.raises(consents.ConsentMissing):
        consents.keep_experience(representative=paula, term=make_term(), relation="own", by=alice, at=AT)
    assert not ProfileTerm.objects.exists()


def test_a_skill_is_no_experience(municipality, alice):
    paula = make_representative(municipality)

    with pytest.raises(registry.CannotKeep):
        consents.keep_experience(
            representative=paula, term=make_term("skill", "writing"), relation="own", by=alice, at=AT
        )


@pytest.mark.parametrize("fields", [{"state": "retired"}, {"own": True}], ids=["retired", "another's own"])
def test_a_term_that_the_municipality_does_not_use_is_refused(
    municipality, other_municipality, alice, fields
):
    term = make_term()
    if fields.pop("own", False):
        term.municipality = other_municipality
    for name, value in fields.items():
        setattr(term, name, value)
    term.save()

    with pytest.raises(registry.CannotKeep):
        consents.keep_experience(
            representative=make_representative(municipality), term=term, relation="own", by=alice, at=AT
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_withdrawals_at_once_one_wins_and_tells(municipality, alice, told):
    paula = make_representative(municipality, experience=((make_term(), "own"),))

    def withdraw():
        return consents.withdraw(representative=paula, purpose=EXPERIENCE, by=alice, at=LATER)

    assert sorted(at_once(withdraw, withdraw)) == ["CannotWithdraw", "done"]
    assert told == [EXPERIENCE]
    assert AuditEvent.objects.filter(kind="consent.withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_yeses_at_once_one_is_a_row(municipality, alice):
    paula = make_representative(municipality, consents=())

    def give():
        common = {"channel": "paper", "given_on": AT.date(), "by": alice, "at": AT}
        return consents.give(representative=paula, purpose=NETWORK, **common)

    assert at_once(give, give) == ["done", "done"]
    assert Consent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_experience_kept_while_consent_is_withdrawn_never_stays(municipality, alice):
    paula, term = make_representative(municipality), make_term()
    common = {"representative": paula, "by": alice, "at": LATER}

    outcomes = at_once(
        lambda: consents.withdraw(purpose=EXPERIENCE, **common),
        lambda: consents.keep_experience(term=term, relation="own", **common),
    )

    assert sorted(outcomes) in (["ConsentMissing", "done"], ["done", "done"])
    assert _in_force(paula) == {NETWORK}
    assert not ProfileTerm.objects.exists()
