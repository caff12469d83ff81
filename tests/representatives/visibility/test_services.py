"""Choosing who sees what, and what a project sees then."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.consent import services as consent
from representatives.registry import services as registry
from representatives.visibility import queries, services
from representatives.visibility.models import Visibility
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative

SHARING = ("network", "experience", "sharing")


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, consents=SHARING)


def _choose(person, field="phone", audience="project"):
    return services.choose(representative=person, field=field, audience=audience, by=None, at=AT)


def test_until_the_person_chooses_everything_is_the_facilitators(paula):
    assert set(queries.audiences_of(paula).values()) == {"facilitator"}
    assert queries.shown_to_project(paula) == set()


def test_a_choice_is_kept_and_told_in_the_audit_trail(paula):
    _choose(paula)
    _choose(paula, "area", "network")

    assert queries.audiences_of(paula)["phone"] == "project"
    assert queries.shown_to_project(paula) == {"phone", "area"}
    line = AuditEvent.objects.filter(kind="visibility.chosen").order_by("id")[0]
    assert (line.subject_id, line.fields) == (paula.public_id, ["phone"])


def test_the_same_choice_again_changes_nothing_and_another_moves_the_row(paula):
    assert _choose(paula) is True
    assert _choose(paula) is False
    assert _choose(paula, "email", "facilitator") is False
    assert AuditEvent.objects.filter(kind="visibility.chosen").count() == 1
    assert _choose(paula, audience="facilitator") is True

    assert Visibility.objects.get().audience == "facilitator"
    assert queries.shown_to_project(paula) == set()


def test_without_consent_to_sharing_nothing_is_shown_and_a_withdrawal_bites_at_once(municipality, paula):
    rolf = make_representative(municipality, "Rolf Uten")
    _choose(rolf)
    _choose(paula)
    consent.withdraw(representative=paula, purpose="sharing", by=None, at=AT)

    assert queries.shown_to_project(rolf) == queries.shown_to_project(paula) == set()


def test_whoever_is_reached_through_the_facilitator_shows_no_phone_and_no_mail(paula):
    for field in ("phone", "email", "area"):
        _choose(paula, field)
    registry.update(representative=paula, changes={"is_mediated": True}, by=None, at=AT)
    paula.refresh_from_db()

    assert queries.shown_to_project(paula) == {"area"}


@pytest.mark.parametrize(
    ("field", "audience"), [("experience", "network"), ("note", "project"), ("phone", "all")]
)
def test_experience_for_everyone_and_what_is_not_on_the_list_are_refused(paula, field, audience):
    with pytest.raises(services.CannotChoose):
        _choose(paula, field, audience)
    assert not Visibility.objects.exists()


def test_several_are_kept_together_or_not_at_all(paula):
    wanted = {"phone": "project", "experience": "network"}
    with pytest.raises(services.CannotChoose):
        services.choose_all(representative=paula, audiences=wanted, by=None, at=AT)

    assert not Visibility.objects.exists()


def test_a_person_who_leaves_takes_the_choices_along(paula):
    _choose(paula)
    registry.move(representative=paula, to="left", by=None, at=AT)

    assert not Visibility.objects.exists()
    with pytest.raises(services.CannotChoose):
        _choose(paula)


def test_many_people_cost_the_same_number_of_queries(municipality):
    people = []

    def more(count):
        for number in range(count):
            person = make_representative(municipality, f"Person{len(people)}{number} Prøve", consents=SHARING)
            _choose(person)
            people.append(person)

    assert_constant_queries(more, lambda: queries.shown_to_projects(people))
