"""Consents are renewed and run out: what each does, and what it leaves alone."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from config.core.audit.models import AuditEvent
from representatives.consent import renewal, texts
from representatives.consent import services as consents
from representatives.consent.models import RESTS_ON, Consent
from representatives.consent.texts import CURRENT_VERSION
from representatives.registry import queries as registry
from representatives.signals import consent_withdrawn
from tests.cast import AT
from tests.make.people import make_representative, make_term

P = Consent.Purpose
LATER = AT + timedelta(days=30)


@pytest.fixture
def told():
    heard: list[str] = []

    def hear(sender, consent, **more):
        heard.append(consent.purpose)

    consent_withdrawn.connect(hear)
    yield heard
    consent_withdrawn.disconnect(hear)


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, consents=tuple(P), experience=((make_term(), "own"),))


def _renew(person, purpose=P.NETWORK, by=None, at=LATER, **fields):
    given = {"channel": "form", "given_on": at.date()} | fields
    return consents.renew(representative=person, purpose=purpose, by=by, at=at, **given)


def test_a_yes_is_to_be_renewed_a_year_after_the_day_it_was_given(paula):
    assert {c.renew_by for c in paula.consents.all()} == {date(2027, 3, 2)}


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, found):
    assert renewal.months_after(day, months) == found


def test_a_renewal_replaces_the_row_and_deletes_nothing(paula, alice, told):
    old = paula.consents.get(purpose=P.NETWORK)
    new = _renew(paula, by=alice, evidence="Brev av 1. april")
    old.refresh_from_db()

    assert (old.end, old.withdrawn_by, old.withdrawn_at) == ("renewed", None, LATER)
    assert (new.is_in_force, new.renew_by, new.evidence) == (True, date(2027, 4, 1), "Brev av 1. april")
    assert new.text_version == CURRENT_VERSION
    assert told == []
    assert paula.terms.count() == 1
    assert Consent.objects.in_force().count() == len(P)
    assert AuditEvent.objects.filter(kind="consent.renewed", actor_id=alice.public_id).count() == 1


def test_a_renewed_yes_is_no_withdrawal_in_the_history(paula, alice, municipality):
    _renew(paula, by=alice)
    person = registry.profile(user=alice, municipality=municipality).get(pk=paula.pk)
    titles = [event.title for event in registry.history(person, titles={})]

    assert not [title for title in titles if title.startswith("Withdrew")]


@pytest.mark.parametrize("days", [1, -60], ids=["a day to come", "before the yes it replaces"])
def test_a_renewal_of_an_impossible_day_is_refused_and_leaves_the_yes(paula, days):
    with pytest.raises(consents.CannotRenew):
        _renew(paula, given_on=LATER.date() + timedelta(days=days))
    assert Consent.objects.count() == len(P)
    assert Consent.objects.in_force().count() == len(P)


def test_nothing_in_force_is_nothing_to_renew(municipality):
    with pytest.raises(consents.CannotRenew):
        _renew(make_representative(municipality, consents=()))
    assert not Consent.objects.exists()


def test_a_lapse_does_all_that_a_withdrawal_does_and_nobody_did_it(paula, told):
    network = paula.consents.get(purpose=P.NETWORK)
    consents.lapse(consent=network, at=LATER)

    assert told[-1] == P.NETWORK
    assert set(told) == set(P)
    assert not paula.terms.exists()
    ended = Consent.objects.order_by("id")
    assert {(c.end, c.withdrawn_by_id) for c in ended} == {("lapsed", None)}
    assert AuditEvent.objects.filter(kind="consent.lapsed", actor_id="").count() == len(P)
    with pytest.raises(consents.CannotWithdraw):
        consents.lapse(consent=network, at=LATER)


def test_everything_rests_on_the_network(paula, alice):
    assert set(RESTS_ON) == set(P) - {P.NETWORK}
    consents.withdraw(representative=paula, purpose=P.NETWORK, by=alice, at=LATER)

    assert not Consent.objects.in_force().exists()


@pytest.mark.parametrize("purpose", sorted(set(P) - {P.NETWORK}))
def test_each_other_purpose_ends_alone(paula, alice, purpose):
    consents.withdraw(representative=paula, purpose=purpose, by=alice, at=LATER)

    assert set(Consent.objects.in_force().values_list("purpose", flat=True)) == set(P) - {purpose}
    assert paula.terms.exists() == (purpose != P.EXPERIENCE)


def test_what_is_due_counts_rows_of_before_renewal_from_the_day_of_the_yes(paula):
    Consent.objects.filter(purpose=P.PHOTO).update(renew_by=None)
    Consent.objects.filter(purpose=P.QUOTATION).update(renew_by=date(2026, 5, 1))

    def due(day, months=12):
        rows = Consent.objects.due(by=day, months=months).order_by("purpose")
        return list(rows.values_list("purpose", flat=True))

    assert due(date(2026, 4, 30)) == []
    assert due(date(2026, 5, 1)) == [P.QUOTATION]
    assert due(date(2026, 5, 2), months=2) == [P.PHOTO, P.QUOTATION]


def test_every_version_that_was_shown_is_still_there_word_for_word():
    first = texts.text_of(P.QUOTATION, "2026-11")

    assert first is not None
    with translation.override("en"):
        assert str(first.on_withdrawal) == "We stop using your words in new reports."
    assert texts.text_of(P.NETWORK, texts.OWN_LIST_VERSION) is None
    assert all(texts.text_of(purpose) == texts.current(purpose) for purpose in P)
