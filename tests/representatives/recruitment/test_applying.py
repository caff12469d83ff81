"""Coming in: profile, application and consents at once, what is refused, and pressing twice."""

from datetime import timedelta

import pytest

from config.core.outbox.models import Message
from config.core.rows import new_public_id
from representatives.consent.models import Consent
from representatives.recruitment import applying, services
from representatives.recruitment.models import Application
from representatives.registry.models import Representative
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_term
from tests.make.recruitment import make_applicant, make_application, make_channel

NETWORK, EXPERIENCE = Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE


@pytest.fixture
def channel(municipality):
    return make_channel(municipality)


def test_an_applicant_is_in_the_registry_with_source_channel_and_consents(channel):
    application = make_application(
        channel, "Nina Ny", NETWORK, Consent.Purpose.QUOTATION, best_reached="kveld"
    )
    person = application.representative

    assert (person.source, person.state, person.came_through) == ("self", "applied", channel)
    assert (application.best_reached, application.applied_at, application.outcome) == ("kveld", AT, "")
    given = Consent.objects.in_force().filter(representative=person)
    assert {(one.purpose, one.channel) for one in given} == {("network", "form"), ("quotation", "form")}


def test_experience_and_words_are_kept_with_a_yes_and_dropped_without(channel):
    told = {"experience": (make_term(),), "relation": "next_of_kin", "words": "Mor fikk hjelp for sent."}
    offers = (make_term("skill", "plain-language"),)
    yes = make_application(channel, "Yrsa Ja", NETWORK, EXPERIENCE, offers=offers, **told)
    no = make_application(channel, "Nils Nei", NETWORK, offers=offers, **told)

    assert {kept.term.kind for kept in yes.representative.terms.all()} == {"experience", "skill"}
    assert yes.representative.terms.get(term__kind="experience").relation == "next_of_kin"
    assert Application.objects.get(pk=yes.pk).words == "Mor fikk hjelp for sent."
    assert {kept.term.kind for kept in no.representative.terms.all()} == {"skill"}
    assert Application.objects.get(pk=no.pk).words == ""


def test_the_receipt_is_queued_once_and_only_where_there_is_an_address(channel):
    application = make_application(channel)
    make_application(channel, "Per Papir", profile={"email": "", "phone": "+4740000000", "channel": "phone"})

    message = Message.objects.get(kind="application.received")
    assert message.about_id == application.public_id


def test_pressed_twice_is_one_application(channel):
    ref, applicant = new_public_id(), make_applicant()
    first, second = (applying.apply(channel=channel, applicant=applicant, ref=ref, at=AT) for _ in range(2))

    assert first == second
    assert Representative.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_the_same_moment_is_one_application(channel):
    ref, applicant = new_public_id(), make_applicant()

    at_once(*[lambda: applying.apply(channel=channel, applicant=applicant, ref=ref, at=AT)] * 2)

    assert Representative.objects.count() == Application.objects.count() == 1


@pytest.mark.parametrize(
    "applicant",
    [
        make_applicant("Nina Ny", EXPERIENCE),
        make_applicant(profile={"email": ""}),
    ],
    ids=["no yes to the network", "no way to reach"],
)
def test_what_cannot_be_taken_in_leaves_nothing(channel, applicant):
    with pytest.raises(applying.CannotApply):
        applying.apply(channel=channel, applicant=applicant, ref=new_public_id(), at=AT)
    assert not Representative.objects.exists()
    assert not Message.objects.exists()


def test_a_closed_channel_takes_nobody_in(channel, alice):
    services.close(channel=channel, by=alice, at=AT)

    with pytest.raises(applying.CannotApply):
        make_application(channel)


def _paper(municipality, alice, **fields):
    given = {"channel": None, "signed_on": AT.date(), "evidence": "Skap 2, perm 3"} | fields
    applicant = make_applicant(profile={"email": "", "phone": "+4740000000"})
    return applying.register_paper(municipality=municipality, applicant=applicant, by=alice, at=AT, **given)


def test_a_paper_is_kept_as_paper_with_where_it_lies(municipality, alice, channel):
    services.close(channel=channel, by=alice, at=AT)
    application = _paper(municipality, alice, channel=channel, signed_on=AT.date() - timedelta(days=3))

    assert application.representative.source == Representative.Source.PAPER
    consent = Consent.objects.get()
    assert (consent.channel, consent.evidence, consent.recorded_by) == ("paper", "Skap 2, perm 3", alice)
    assert consent.given_on == AT.date() - timedelta(days=3)
    assert not Message.objects.exists()


def test_a_paper_of_tomorrow_or_through_anothers_channel_is_refused(municipality, other_municipality, alice):
    for wrong in (
        {"signed_on": AT.date() + timedelta(days=1)},
        {"channel": make_channel(other_municipality)},
    ):
        with pytest.raises(applying.CannotApply):
            _paper(municipality, alice, **wrong)
    assert not Representative.objects.exists()
