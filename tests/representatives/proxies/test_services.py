"""Naming somebody who answers for a person: one at a time, ended by a word, and reached in the person's place."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from representatives.proxies import queries, services
from representatives.proxies.models import Proxy
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.helpers.threads import at_once
from tests.make.people import make_representative

LATER = AT + timedelta(days=1)


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def _name(person, name="Lise Moen", at=AT, **given):
    wanted = {"email": "lise@people.example.org"} | given
    return services.name(representative=person, name=name, by=None, at=at, **wanted)


def test_letters_go_to_the_proxy_until_it_ends(paula):
    assert queries.reached_by(paula).email == paula.email
    _name(paula)

    reach = queries.reached_by(paula)
    assert (reach.name, reach.email, reach.is_proxy) == ("Lise Moen", "lise@people.example.org", True)
    services.end(representative=paula, by=None, at=LATER)
    assert queries.reached_by(paula).is_proxy is False
    kinds = AuditEvent.objects.filter(subject_id=paula.public_id, kind__startswith="proxy.")
    assert list(kinds.order_by("id").values_list("kind", flat=True)) == ["proxy.named", "proxy.ended"]


def test_a_proxy_who_gets_no_letters_answers_all_the_same(paula):
    _name(paula, gets_mail=False)

    assert queries.reached_by(paula).email == paula.email
    assert queries.current_of(paula).name == "Lise Moen"


def test_another_takes_over_and_there_is_one_at_a_time(paula):
    first = _name(paula)
    _name(paula, "Ola Granli", LATER)
    first.refresh_from_db()

    assert first.ended_at == LATER
    assert queries.current_of(paula).name == "Ola Granli"


@pytest.mark.parametrize("given", [{"name": " "}, {"email": "", "phone": ""}])
def test_one_without_a_name_or_a_way_to_be_reached_is_refused(paula, given):
    with pytest.raises(services.CannotName):
        _name(paula, **given)
    assert not Proxy.objects.exists()


def test_there_must_be_one_to_end(paula):
    with pytest.raises(services.CannotEnd):
        services.end(representative=paula, by=None, at=AT)


def test_it_ends_when_the_person_leaves(paula):
    _name(paula)
    registry.move(representative=paula, to="left", by=None, at=LATER)

    assert queries.current_of(paula) is None
    with pytest.raises(services.CannotName):
        _name(paula)


def test_one_who_ended_is_forgotten_after_a_year_and_one_who_answers_is_not(paula):
    _name(paula)
    _name(paula, "Ola Granli", LATER)

    assert services.forget_ended(LATER + timedelta(days=365)) == 0
    assert services.forget_ended(LATER + timedelta(days=366)) == 1
    assert Proxy.objects.get().name == "Ola Granli"


def test_many_people_are_reached_in_one_query(municipality):
    people = []

    def more(count):
        for number in range(count):
            people.append(make_representative(municipality, f"Person{len(people)}{number} Prøve"))
            _name(people[-1])

    assert_constant_queries(more, lambda: queries.reached_all(people))


@pytest.mark.django_db(transaction=True)
def test_two_named_at_once_leave_one(municipality):
    paula = make_representative(municipality)
    at_once(lambda: _name(paula), lambda: _name(paula, "Ola Granli"))

    assert Proxy.objects.filter(ended_at=None).count() == 1
