"""The registry as pages: the list, a person, changes, refusals, and the lines that looking leaves behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.audit.models import AuditEvent
from representatives.registry.models import Representative
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term

PROFILE = {"given_name": "Alma", "family_name": "Ask", "channel": "email"}


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def paula(municipality):
    term = make_term(name="Demens")
    return make_representative(municipality, note="Bruker teleslynge", experience=((term, "own"),))


def _at(person, *parts: str, place: str = "granvik") -> str:
    return "/".join([f"/{place}/people/{person.public_id}", *parts, ""])


def _reads(kind: str):
    return AuditEvent.objects.filter(kind=kind)


def test_the_list_shows_people_with_what_they_know_and_leaves_one_line(
    facilitator, paula, alice, municipality
):
    make_representative(municipality, "Berit Berg")
    page = facilitator.get("/granvik/people/").content.decode()

    assert "Paula Prøve" in page
    assert "Demens" in page
    assert "teleslynge" not in page
    line = _reads("representative.listed").get()
    assert (line.actor_id, line.purpose, line.fields) == (alice.public_id, "registry", ["name", "terms"])
    assert (line.municipality, line.object_id) == (municipality, "")


def test_a_search_narrows_and_says_when_nobody_fits(facilitator, paula):
    assert "Paula Prøve" in facilitator.get("/granvik/people/?text=paula").content.decode()
    page = facilitator.get("/granvik/people/?text=somebody").content.decode()
    assert "Paula Prøve" not in page
    assert 'href="/granvik/people/"' in page


@pytest.mark.parametrize(
    "query", ["experience=nothing", "state=gone", "page=-1", "page=x", "area=%F0%9F%92%A9"]
)
def test_a_strange_search_is_no_error(facilitator, paula, query):
    assert "Paula" in facilitator.get(f"/granvik/people/?{query}").content.decode()


def test_opening_a_person_shows_all_and_leaves_a_line(facilitator, paula, alice):
    page = facilitator.get(_at(paula)).content.decode()

    assert "Bruker teleslynge" in page
    line = _reads("representative.read").get()
    assert (line.object_id, line.actor_id, line.purpose) == (paula.public_id, alice.public_id, "registry")


def test_opening_the_form_of_a_person_leaves_a_line_too(facilitator, paula):
    assert "Bruker teleslynge" in facilitator.get(_at(paula, "edit")).content.decode()
    assert _reads("representative.read").count() == 1


def test_a_person_is_added_and_shown(facilitator, municipality):
    answer = facilitator.post(
        "/granvik/people/new/", PROFILE | {"phone": "406 12 001", "email": " Alma@Example.org "}
    )
    person = Representative.objects.get()

    assert answer.url == _at(person)
    assert (person.phone, person.email, person.state) == (
        "+4740612001",
        "alma@example.org",
        "in_conversation",
    )
    assert person.municipality == municipality


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": " "},
        {"email": "not an address"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"phone": "12"},
        {"birth_year": "99999"},
        {"birth_year": "-1"},
        {"most_at_once": "70000"},
        {"note": "x" * 2001},
        {"given_name": "x" * 81},
    ],
    ids=lambda wrong: f"{next(iter(wrong))} {next(iter(wrong.values()))[:20]!r}",
)
def test_what_cannot_be_kept_is_answered_with_the_form(facilitator, wrong):
    answer = facilitator.post("/granvik/people/new/", PROFILE | wrong)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)
    assert not Representative.objects.exists()


def test_an_edit_keeps_what_was_changed(facilitator, paula):
    facilitator.post(_at(paula, "edit"), PROFILE | {"area": "Nord"})
    paula.refresh_from_db()

    assert (paula.name, paula.area) == ("Alma Ask", "Nord")


def test_a_step_needs_a_reason_and_obeys_the_table(facilitator, paula):
    assert facilitator.post(_at(paula, "move"), {"to": "resting"}).status_code == 422
    assert facilitator.post(_at(paula, "move"), {"to": "applied", "reason": "x"}).status_code == 422
    assert facilitator.post(_at(paula, "move"), {"to": "resting", "reason": "Reise"}).status_code == 422
    step = {"to": "resting", "reason": "Reise", "until_further_notice": "on"}
    assert facilitator.post(_at(paula, "move"), step).url == _at(paula)
    paula.refresh_from_db()
    assert paula.state == "resting"


def test_a_skill_is_added_and_a_term_dropped(facilitator, paula):
    term = make_term("skill", "writing")
    facilitator.post(_at(paula, "skills", "new"), {"term": term.public_id, "level": "3"})
    kept = paula.terms.get(term=term)
    assert kept.level == 3

    facilitator.post(_at(paula, "terms", kept.public_id, "drop"))
    assert not paula.terms.filter(term=term).exists()


def test_a_skill_for_someone_who_has_left_is_refused_in_words(facilitator, paula, alice):
    term = make_term("skill", "writing")
    facilitator.post(_at(paula, "move"), {"to": "left", "reason": "Flyttet"})
    answer = facilitator.post(_at(paula, "skills", "new"), {"term": term.public_id, "level": "3"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_a_press_confirms_the_profile_and_a_look_does_not(facilitator, paula):
    Representative.objects.update(confirmed_on=None)
    assert facilitator.get(_at(paula, "confirm")).status_code == 405
    facilitator.post(_at(paula, "confirm"))
    paula.refresh_from_db()

    assert paula.confirmed_on is not None


def test_another_persons_term_is_not_dropped_by_a_guessed_address(facilitator, paula, municipality):
    other = make_representative(municipality, "Berit Berg", experience=((make_term(), "own"),))
    kept = other.terms.get()

    assert facilitator.post(_at(paula, "terms", kept.public_id, "drop")).status_code == 404
    assert other.terms.exists()


def _pages(person) -> list[str]:
    kept = person.terms.get()
    inner = [(), ("edit",), ("move",), ("confirm",), ("skills", "new"), ("terms", kept.public_id, "drop")]
    return ["/granvik/people/", "/granvik/people/new/", *(_at(person, *parts) for parts in inner)]


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_other_roles_open_and_change_nothing(role, request, paula, client_of):
    client = client_of(request.getfixturevalue(role))

    assert {client.get(address).status_code for address in _pages(paula)} == {403}
    assert {client.post(address, PROFILE).status_code for address in _pages(paula)} == {403}
    assert Representative.objects.get().name == "Paula Prøve"


def test_another_municipalitys_facilitator_finds_nothing_by_either_address(paula, charlie, client_of):
    client = client_of(charlie)

    for address in _pages(paula):
        assert client.get(address).status_code == 404
        assert client.post(address, PROFILE).status_code == 404
    for address in _pages(paula)[2:]:
        assert client.post(address.replace("granvik", "lauvdal"), PROFILE).status_code in (404, 405)
    assert "Paula" not in client.get("/lauvdal/people/").content.decode()
    assert Representative.objects.get().name == "Paula Prøve"


def test_list_and_person_cost_the_same_for_one_and_for_three(facilitator, municipality):
    numbers = iter(range(100))

    def more(count: int) -> None:
        for number, _turn in zip(numbers, range(count), strict=False):
            terms = ((make_term(), "own"), (make_term(key=f"area-{number}"), "own"))
            make_representative(municipality, f"Person{chr(65 + number)} Prøve", experience=terms)

    assert_constant_queries(more, lambda: facilitator.get("/granvik/people/"))
    person = Representative.objects.order_by("id")[0]
    for address, most in (("/granvik/people/", 25), (_at(person), 30)):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            facilitator.get(address)
        assert len(captured) <= most
