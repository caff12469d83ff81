"""Fairness of asking: figures from the ledger, what managers do not see, and the people behind a figure."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from projects.candidates import services as candidates
from projects.fairness import queries
from projects.fairness.frame import Frame, quarters
from projects.fairness.records import records
from representatives.consent import services as consent
from representatives.models import Turn
from representatives.registry import services as registry
from representatives.turns.queries import histories
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LAST_QUARTER = datetime(2026, 8, 10, 9, 0, tzinfo=UTC)


def a_frame(municipality, *, sees_people=True, months=12, at=NOW):
    return Frame(
        municipality=municipality,
        at=at,
        today=timezone.localdate(at),
        sees_people=sees_people,
        months=months,
    )


def ask(person, times=1, at=LAST_QUARTER):
    for _number in range(times):
        Turn.objects.create(municipality=person.municipality, representative=person, kind="asked", at=at)


def seat(person, ref, begun, ended=None):
    for kind, at in (("assigned", begun), ("ended", ended)):
        if at is not None:
            Turn.objects.create(
                municipality=person.municipality, representative=person, kind=kind, at=at, assignment_ref=ref
            )


def people(municipality, count, **profile):
    return [make_representative(municipality, f"Nr{number} Prøve", **profile) for number in range(count)]


def test_how_the_asking_fell(municipality, other_municipality):
    often, once, _never, before = people(municipality, 4)
    ask(often, 5)
    ask(once)
    ask(before, at=NOW - timedelta(days=500))
    ask(make_representative(other_municipality), 9)

    found = queries.watch(a_frame(municipality))

    assert (found.people, found.asked, found.unasked, found.asks, found.never) == (4, 2, 2, 6, 1)
    assert (found.spread.theirs, found.spread.percent) == (6, 100)
    assert found.gini == 0.67
    assert found.often == [(0, 2), (1, 1), (2, 0), (3, 0), (4, 1)]


def test_who_counts(municipality):
    active, left, resting, without = people(municipality, 4)
    ask(left)
    registry.move(representative=left, to="left", by=None, at=NOW)
    registry.move(representative=resting, to="resting", by=None, at=NOW)
    consent.withdraw(representative=without, purpose="network", by=None, at=NOW)

    found = {one.pk: one.can_be_asked for one in records(a_frame(municipality))}

    assert found == {active.pk: True, left.pk: False}


def test_rest_is_what_the_ledger_says(municipality):
    rows = people(municipality, 5)
    seat(rows[0], "a", NOW - timedelta(days=400), NOW - timedelta(days=200))
    seat(rows[1], "b", NOW - timedelta(days=90))
    seat(rows[2], "c", NOW - timedelta(days=900), NOW - timedelta(days=800))
    seat(rows[2], "d", NOW - timedelta(days=300), NOW - timedelta(days=35))
    seat(rows[3], "e", NOW - timedelta(days=50), NOW - timedelta(days=1))

    told = histories([row.pk for row in rows], at=NOW)
    found = {one.pk: one.rest for one in records(a_frame(municipality))}

    assert found == {pk: history.months_of_rest for pk, history in told.items()}
    watch = queries.watch(a_frame(municipality))
    assert watch.median_rest == 1.0
    assert sum(count for _key, count in watch.rest) == 5


def test_groups_are_counted_and_a_perspective_only_under_consent(municipality):
    term = make_term()
    one = make_representative(municipality, "En", area="Nord", birth_year=1990, experience=((term, "own"),))
    make_representative(municipality, "To", area="Nord", birth_year=1950, experience=((term, "next_of_kin"),))
    gone = make_representative(municipality, "Tre", experience=((term, "own"),))
    consent.withdraw(representative=gone, purpose="experience", by=None, at=NOW)
    ask(one, 2)

    found = queries.watch(a_frame(municipality))

    assert [(row.key, row.people, row.asked, row.asks) for row in found.areas] == [
        ("Nord", 2, 1, 2),
        ("", 1, 0, 0),
    ]
    assert {row.key: row.people for row in found.perspectives} == {"own": 1, "next_of_kin": 1}
    assert {row.key: row.people for row in found.ages} == {"1": 1, "3": 1, "-1": 1}


def test_managers_see_no_small_group_and_no_time_of_their_own(municipality):
    for area, count in (("Stort", 12), ("Lite", 2), ("Middels", 10)):
        for number, person in enumerate(people(municipality, count, area=area)):
            ask(person, number % 2)

    found = queries.watch(a_frame(municipality, sees_people=False, months=3))
    open_eyes = queries.watch(a_frame(municipality))

    assert (found.people, found.asked, found.asks) == (24, 12, 12)
    assert [(row.key, row.people, row.is_hidden) for row in found.areas] == [
        ("Stort", 12, False),
        ("", None, True),
    ]
    assert not any("Lite" in row.label for row in found.areas)
    assert not any(row.is_hidden for row in open_eyes.areas)
    span = found.frame.span
    assert (span.since.date(), span.until.date()) == (date(2025, 10, 1), date(2026, 10, 1))


def test_a_small_network_tells_managers_nothing(municipality):
    for person in people(municipality, 6)[:3]:
        ask(person)

    found = queries.watch(a_frame(municipality, sees_people=False))

    hidden = (found.people, found.asked, found.asks, found.spread, found.gini, found.often, found.median_rest)
    assert hidden == (None,) * 7
    assert [[row.is_hidden for row in rows] for _key, _heading, rows in found.tables] == [[True], [], [True]]
    assert all(quarter.percent is None for quarter in found.trend)


def test_the_trend_is_of_whole_quarters(municipality):
    (person,) = people(municipality, 1)
    ask(person, 2, at=LAST_QUARTER)
    ask(person, 1, at=NOW - timedelta(days=2))

    found = queries.watch(a_frame(municipality))

    firsts = [first for first, _span in quarters(date(2026, 11, 20))]
    assert (firsts[0], firsts[-1], len(firsts)) == (date(2024, 10, 1), date(2026, 7, 1), 8)
    assert [(one.first, one.asks, one.percent) for one in found.trend][-1] == (date(2026, 7, 1), 2, 100)


def test_choices_against_the_list_are_counted_and_none_at_all_is_a_warning(municipality, alice):
    wanted = make_open_request(municipality)
    choose = {"request": wanted, "decision": "chosen", "by": alice, "at": NOW - timedelta(days=1)}
    candidates.choose(representative=make_fitting(municipality, "Enig"), **choose)
    smooth = queries.watch(a_frame(municipality)).overrides
    ask_for(wanted, make_term("skill", "talks"))
    candidates.choose(representative=make_fitting(municipality, "Likevel"), reason="Vil lære", **choose)

    found = queries.watch(a_frame(municipality)).overrides
    (row,) = queries.overridden(a_frame(municipality), user=alice)

    assert (smooth.chosen, smooth.against, smooth.is_warning) == (1, 0, True)
    assert (found.chosen, found.against, found.percent, found.is_warning) == (2, 1, 50, False)
    assert row.reason == "Vil lære"
    assert queries.watch(a_frame(municipality, sees_people=False)).overrides.chosen is None


@pytest.mark.parametrize(
    ("by", "key", "expected"),
    [
        ("", "", ["Mye", "Litt", "Aldri"]),
        ("asked", "", ["Mye", "Litt"]),
        ("never", "", ["Aldri"]),
        ("times", "1", ["Litt"]),
        ("times", "4", ["Mye"]),
        ("area", "Nord", ["Aldri"]),
        ("rest", "-2", ["Mye", "Litt", "Aldri"]),
        ("rest", "x", []),
        ("luck", "", []),
    ],
)
def test_each_figure_opens_its_people(by, key, expected, municipality, other_municipality, alice):
    much = make_representative(municipality, "Mye")
    little = make_representative(municipality, "Litt")
    make_representative(municipality, "Aldri", area="Nord")
    make_representative(other_municipality, "Fremmed", area="Nord")
    ask(much, 6)
    ask(little)

    rows = queries.people(a_frame(municipality), user=alice, by=by, key=key)

    assert [one.representative.given_name for one in queries.named(rows)] == expected
    assert all(one.words for one in queries.named(rows))


def address(name, municipality):
    return reverse(name, args=[municipality.slug])


def test_managers_get_sums_and_facilitators_names(client_of, alice, bob, uma, pia, charlie, municipality):
    for person in people(municipality, 7, area="Nord"):
        ask(person, at=timezone.now() - timedelta(days=1))
    page, names = address("fairness_watch", municipality), address("fairness_people", municipality)

    for user in (bob, uma):
        text = client_of(user).get(page).content.decode()
        assert names not in text
        assert client_of(user).get(names).status_code == 403
        assert client_of(user).get(address("fairness_overrides", municipality)).status_code == 403
    assert client_of(pia).get(page).status_code == 403
    assert client_of(charlie).get(page).status_code == 404

    client = client_of(alice)
    assert names in client.get(page).content.decode()
    assert "Nr3" not in client.get(page).content.decode()
    listed = client.get(names, {"by": "area", "key": "Nord", "months": "3"})
    assert "Nr3" in listed.content.decode()
    assert AuditEvent.objects.filter(kind="representative.listed", actor_id=alice.public_id).count() == 1
    assert client.get(page, {"months": "5"}).status_code == 422


def test_an_empty_network_is_a_page_all_the_same(client_of, alice, bob, municipality):
    for user in (alice, bob):
        answer = client_of(user).get(address("fairness_watch", municipality))
        assert answer.status_code == 200
    assert client_of(alice).get(address("fairness_overrides", municipality)).status_code == 200


def test_the_page_costs_the_same_for_one_and_three(client_of, alice, municipality):
    client = client_of(alice)

    def make(count):
        for person in people(municipality, count, area="Nord", experience=((make_term(), "own"),)):
            ask(person, at=timezone.now() - timedelta(days=1))
            seat(person, "a", timezone.now() - timedelta(days=9))

    assert_constant_queries(make, lambda: client.get(address("fairness_watch", municipality)))
    assert_constant_queries(make, lambda: client.get(address("fairness_people", municipality)))


def test_the_api_tells_and_hides_the_same(api_of, alice, bob, pia, charlie, municipality):
    for number, person in enumerate(people(municipality, 3, area="Nord")):
        ask(person, number, at=timezone.now() - timedelta(days=1))

    full = api_of(alice).get("/api/v1/fairness/", {"months": 3}).json()
    sums = api_of(bob).get("/api/v1/fairness/").json()
    listed = api_of(alice).get("/api/v1/fairness/people/", {"by": "asked"}).json()

    assert (full["asked"], full["asks"], full["people_by_times_asked"]["0"]) == (2, 3, 1)
    assert full["areas"] == [{"key": "Nord", "label": "Nord", "people": 3, "asked": 2, "asks": 3}]
    assert (sums["asked"], sums["areas"][0]["people"], sums["people_by_rest"]) == (None, None, None)
    assert [row["asks"] for row in listed["results"]] == [2, 1]
    assert api_of(alice).get("/api/v1/fairness/people/", {"by": "luck"}).status_code == 400
    assert api_of(alice).get("/api/v1/fairness/", {"months": "x"}).status_code == 400
    assert api_of(bob).get("/api/v1/fairness/people/").status_code == 403
    assert api_of(bob).get("/api/v1/fairness/overrides/").status_code == 403
    assert api_of(pia).get("/api/v1/fairness/").status_code == 403
    assert api_of(charlie).get("/api/v1/fairness/").json()["people"] == 0
    assert api_of(alice).get("/api/v1/fairness/overrides/").json() == []
