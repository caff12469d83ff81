"""The next small step with a professional: agreed, due, done in one press, and read by whoever it is about."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from config.core.organisations.models import Membership
from participation.engagement import relating
from participation.engagement.models import Fact, Professional
from participation.engagement.relations import Relation
from participation.tasks import queries as tasks
from participation.tasks.feeds.feed import reader
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_professional

TODAY = AT.date()
DAY = timedelta(days=1)


@pytest.fixture
def person(unit):
    return make_professional(unit, "Kari Fjell")


def _agree(person, by, **given: Any):
    return relating.agree(professional=person, by=by, at=AT, **given)


def test_a_step_has_its_words_its_day_and_who_set_it(person, alice):
    kept = _agree(person, alice, next_step=" Ta en kaffe ", next_on=TODAY + DAY, every_days=30)

    assert (kept.next_step, kept.next_on, kept.every_days, kept.is_proposed) == (
        "Ta en kaffe",
        TODAY + DAY,
        30,
        False,
    )
    assert (kept.holder, kept.by) == (alice, alice)


def test_the_same_facilitator_has_one_relation_with_a_professional(person, alice):
    first = _agree(person, alice, next_step="Ring", next_on=TODAY)
    second = _agree(person, alice, next_step="Skriv", next_on=TODAY)

    assert first.pk == second.pk
    assert Relation.objects.get().next_step == "Skriv"


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_step": "Ring", "next_on": TODAY - DAY},
        {"next_step": "Ring", "next_on": TODAY + 800 * DAY},
        {"next_step": "Ring"},
        {"every_days": 6},
        {"every_days": 731},
    ],
)
def test_a_step_without_sense_is_refused_with_a_sentence(person, alice, wrong):
    with pytest.raises(relating.CannotRelate, match=r"\w"):
        _agree(person, alice, **wrong)
    assert not Relation.objects.exists()


def test_done_becomes_a_fact_and_the_next_is_proposed_on_the_day_of_the_cadence(person, alice):
    kept = _agree(person, alice, next_step="Ta en kaffe", next_on=TODAY, every_days=30)

    kept = relating.finish(relation=kept, by=alice, at=AT)

    fact = Fact.objects.get()
    assert (fact.kind, fact.text, fact.happened_on, fact.by) == ("contact", "Ta en kaffe", TODAY, alice)
    assert (kept.next_on, kept.is_proposed) == (TODAY + 30 * DAY, True)
    assert kept.next_step == relating.propose({"contact"})


def test_without_a_cadence_there_is_no_next_step_after_it_is_done(person, alice):
    kept = relating.finish(relation=_agree(person, alice, next_step="Ring", next_on=TODAY), by=alice, at=AT)

    assert (kept.next_step, kept.next_on, kept.is_proposed) == ("", None, False)
    with pytest.raises(relating.CannotRelate):
        relating.finish(relation=kept, by=alice, at=AT)


def test_of_two_presses_the_first_counts(person, alice):
    kept = _agree(person, alice, next_step="Ring", next_on=TODAY, every_days=30)
    for _press in range(2):
        relating.finish(relation=kept, by=alice, at=AT, was=TODAY)

    assert Fact.objects.count() == 1


def test_each_proposal_goes_towards_what_has_not_happened_yet():
    kinds: list[set[str]] = [set(), {"contact"}, {"contact", "trained"}, set(Fact.Kind.values)]

    assert len({relating.propose(one) for one in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("relation_step_has_a_day", {"next_step": "Ring", "next_on": None}),
        ("relation_step_has_a_day", {"next_step": "", "next_on": TODAY}),
        ("relation_cadence_is_a_week_to_two_years", {"every_days": 3}),
    ],
)
def test_the_database_refuses_a_bad_row(person, alice, name, bad):
    row = {"municipality": person.municipality, "professional": person, "holder": alice, "at": AT}
    assert_refused(lambda: Relation.objects.create(**(row | bad)), name)


def test_two_relations_of_one_facilitator_are_refused_by_the_database(person, alice):
    _agree(person, alice, every_days=30)
    row = {"municipality": person.municipality, "professional": person, "holder": alice, "at": AT}
    assert_refused(lambda: Relation.objects.create(**row), "relation_once_per_facilitator")


def test_a_due_step_is_a_task_of_its_facilitator_and_of_all_when_that_one_leaves(person, alice, municipality):
    from tests.cast import Role, make_user

    other = make_user("Anna", municipality, Role.FACILITATOR)
    _agree(person, alice, next_step="Ring", next_on=TODAY)

    def due(user, day):
        lines = tasks.find(reader(user, municipality, day), key="relations")
        return [(line.about, line.within) for line in lines[:10]]

    assert due(alice, TODAY - DAY) == []
    assert due(alice, TODAY) == [("Kari Fjell", "Ring")]
    assert due(other, TODAY) == []

    Membership.objects.filter(user=alice).update(ended_at=AT)
    assert due(other, TODAY) == [("Kari Fjell", "Ring")]


def test_one_press_on_the_page_does_it_and_says_what_is_next(person, alice, client_of):
    User.objects.update(language="en")
    client = client_of(alice)
    address = f"/granvik/engagement/people/{person.public_id}/"
    given = {"next_step": "Ring", "next_on": timezone.localdate().isoformat(), "every_days": "30"}
    assert client.post(f"{address}next/", given).url == address
    kept = Relation.objects.get()

    answer = client.post(
        f"/granvik/engagement/next/{kept.public_id}/done/", {"was": kept.next_on.isoformat()}
    )

    page = client.get(answer.url).content.decode()
    assert Fact.objects.get().text == "Ring"
    assert "Tell them about the course" in page
    assert "Tell them about the course" in client.get("/granvik/engagement/next/").content.decode()
    client.post(f"/granvik/engagement/next/{kept.public_id}/drop/")
    assert not Relation.objects.exists()


def test_a_wrong_day_is_an_error_on_the_form_and_nothing_is_lost(person, alice, client_of):
    given = {"next_step": "Ring Kari", "next_on": "2020-01-01", "every_days": ""}
    answer = client_of(alice).post(f"/granvik/engagement/people/{person.public_id}/next/", given)

    assert answer.status_code == 422
    assert "Ring Kari" in answer.content.decode()


def test_the_api_sets_lists_and_does_it(person, alice, uma, charlie, api_of):
    day = timezone.localdate() + DAY
    given = {
        "professional": person.public_id,
        "next_step": "Ring",
        "next_on": day.isoformat(),
        "every_days": 30,
    }
    api = api_of(alice)

    made = api.post("/api/v1/relations/", given, format="json")
    key = made.json()["id"]

    assert made.status_code == 201
    assert [row["next_step"] for row in api.get("/api/v1/relations/").json()["results"]] == ["Ring"]
    assert api_of(uma).get("/api/v1/relations/").status_code == 403
    assert api_of(charlie).post(f"/api/v1/relations/{key}/done/").status_code == 404
    assert api.post(f"/api/v1/relations/{key}/done/").json()["is_proposed"] is True
    assert api.post("/api/v1/relations/", given | {"next_on": "2020-01-01"}, format="json").status_code == 409
    assert api.delete(f"/api/v1/relations/{key}/").status_code == 204


def test_the_person_reads_the_step_and_the_manager_of_the_unit_does_not(person, alice, pia, uma, client_of):
    User.objects.update(language="en")
    Professional.objects.filter(pk=person.pk).update(user=pia)
    _agree(person, alice, next_step="Ta en kaffe", next_on=TODAY, every_days=30)

    own = client_of(pia).get("/granvik/engagement/about-me/").content.decode()
    managed = client_of(uma).get(f"/granvik/engagement/people/{person.public_id}/").content.decode()

    assert "Ta en kaffe" in own
    assert "Alice wants to be in touch every 30 days" in own
    assert "Ta en kaffe" not in managed
    assert client_of(pia).get("/granvik/engagement/next/").status_code == 403
