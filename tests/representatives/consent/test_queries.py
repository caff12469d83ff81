"""Who has said yes to what, and where one person stands."""

from datetime import timedelta

from representatives.consent import queries
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.registry.models import Representative
from tests.cast import AT
from tests.make.people import make_representative, make_term

NETWORK, EXPERIENCE, QUOTATION = (
    Consent.Purpose.NETWORK,
    Consent.Purpose.EXPERIENCE,
    Consent.Purpose.QUOTATION,
)


def _withdraw(person, purpose, by):
    return consents.withdraw(representative=person, purpose=purpose, by=by, at=AT + timedelta(days=1))


def test_only_those_whose_consent_is_in_force_are_counted(municipality, alice):
    yes = make_representative(municipality, "Alma Ask")
    make_representative(municipality, "Berit Berg", consents=())
    was_yes = make_representative(municipality, "Cato Dahl")
    _withdraw(was_yes, NETWORK, alice)

    assert list(queries.consenting(Representative.objects.order_by("id"), NETWORK)) == [yes]


def test_every_purpose_has_its_text_its_answer_and_its_history(municipality, alice):
    paula = make_representative(municipality)
    withdrawn = _withdraw(paula, EXPERIENCE, alice)
    standings = {s.purpose: s for s in queries.standings(representative=paula, user=alice)}
    network, experience, quotation = (standings[p] for p in (NETWORK, EXPERIENCE, QUOTATION))

    assert list(standings) == Consent.Purpose.values
    assert network.current is not None
    assert (experience.current, experience.history) == (None, (withdrawn,))
    assert (quotation.current, quotation.history) == (None, ())
    assert all(s.text.body and s.text.on_withdrawal for s in standings.values())


def test_standings_show_nothing_to_whoever_may_not_see_the_person(municipality, charlie, adam):
    paula = make_representative(municipality)

    for stranger in (charlie, adam):
        assert all(not s.history for s in queries.standings(representative=paula, user=stranger))


def test_what_a_withdrawal_deletes_is_counted_where_something_rests_on_it(municipality):
    skill = make_term("skill", "writing")
    paula = make_representative(municipality, experience=((make_term(), "own"),), skills=(skill,))

    assert queries.terms_lost(representative=paula, purpose=EXPERIENCE) == 1
    assert queries.terms_lost(representative=paula, purpose=NETWORK) == 1
    assert queries.terms_lost(representative=paula, purpose=QUOTATION) is None


def test_another_municipality_sees_no_consent(municipality, alice, charlie):
    make_representative(municipality)

    assert Consent.objects.visible_to(alice).count() == 2
    assert Consent.objects.visible_to(charlie).count() == 0
