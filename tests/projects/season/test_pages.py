"""The page of the season: proposals by project in words, what the plan changes, one press for each seat."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from config.core.audit.models import AuditEvent
from projects.models import Choice
from projects.season import queries, services
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project, make_unit
from tests.make.people import make_term
from tests.projects.season.plans import make_plan, make_two_projects, seat_of
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def at(municipality, name, *args):
    return reverse(name, args=[municipality.slug, *args])


def test_the_plan_is_told_by_project_and_seat_with_reasons(client_of, alice, municipality):
    make_two_projects(municipality)
    make_plan(municipality, alice)

    page = client_of(alice).get(at(municipality, "season_detail"))

    content, shown = page.content.decode(), page.context["shown"]
    assert [project.project.title for project in shown.projects] == ["Først", "Så"]
    for project in shown.projects:
        for wanted in project.requests:
            for one in wanted.seats:
                assert one.representative.name in content
                for fact in [*one.facts.fits, *one.facts.gaps, *one.facts.rest, *one.facts.load]:
                    assert fact in content
    for sentence in shown.difference.sentences:
        assert sentence in content
    line = AuditEvent.objects.get(kind="representative.listed")
    assert (line.purpose, line.actor_id) == ("candidates", alice.public_id)


def test_the_difference_is_told_in_counts_and_names(municipality, alice):
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)

    with translation.override("en"):
        found = queries.shown(plan=plan, user=alice, at=timezone.now()).difference

    assert found.sentences == [
        "The plan fills 1 seat more than asking project by project.",
        "The same people would be asked.",
    ]
    assert [person.name for person in found.asked_besides] == ["Bare Demens"]
    assert found.asked_less == []


def test_no_points_or_places_are_shown(client_of, alice, municipality):
    make_two_projects(municipality)
    make_plan(municipality, alice)

    content = client_of(alice).get(at(municipality, "season_detail")).content.decode()

    main = content[content.index("<main") :]
    text = re.sub(r"<[^>]+>", " ", main)
    assert not re.search(r"\b(score|poeng|rank|plass nr|gap)\b", text, re.IGNORECASE)
    assert "checked" not in main


def test_one_press_takes_a_seat_or_sets_it_aside(client_of, alice, municipality):
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)
    first, second = seat_of(plan, "En"), seat_of(plan, "To")
    client, back = client_of(alice), at(municipality, "season_detail")

    taken = client.post(at(municipality, "season_seat_take", second.public_id))
    client.post(at(municipality, "season_seat_skip", first.public_id))

    assert (taken.status_code, taken.url) == (303, back)
    assert Choice.objects.get().representative == second.representative
    shown = client.get(back).context["shown"]
    assert (shown.taken, shown.skipped, shown.left, shown.is_old) == (1, 1, 0, False)

    client.post(at(municipality, "season_seat_put_back", first.public_id))
    assert client.get(back).context["shown"].left == 1


def test_going_against_a_gap_asks_for_a_reason(client_of, alice, municipality):
    request = make_open_request(municipality, seats=1)
    ask_for(request, make_term("skill", "talks"))
    make_fitting(municipality)
    seat = make_plan(municipality, alice).seats.get()
    client, address = client_of(alice), at(municipality, "season_seat_take", seat.public_id)

    assert "Talks" in client.get(address).content.decode()
    first = client.post(address)
    assert first.status_code == 422
    assert 'href="#id_reason"' in first.content.decode()
    assert not Choice.objects.exists()

    client.post(address, {"reason": "Vil lære det"})
    assert Choice.objects.get().reason == "Vil lære det"


def test_who_has_set_a_limit_since_is_shown_with_it_and_cannot_be_taken(client_of, alice, municipality):
    make_two_projects(municipality)
    seat = seat_of(make_plan(municipality, alice), "To")
    registry.move(representative=seat.representative, to="resting", by=None, at=timezone.now())
    client = client_of(alice)

    page = client.get(at(municipality, "season_detail"))

    shown = page.context["shown"]
    (one,) = shown.projects[1].requests[0].seats
    assert shown.is_old
    assert one.against
    assert not one.may_take
    address = at(municipality, "season_seat_take", seat.public_id)
    assert address not in page.content.decode()
    answer = client.post(address, follow=True)
    assert one.against[0].rstrip(".") in answer.content.decode()
    assert not Choice.objects.exists()


@pytest.mark.parametrize("change", ["request", "person", "consent"])
def test_a_plan_is_old_when_the_network_has_changed(municipality, alice, change):
    _first, second = make_two_projects(municipality)
    plan = make_plan(municipality, alice)
    assert not queries.shown(plan=plan, user=alice, at=timezone.now()).is_old

    if change == "request":
        second.seats = 2
        second.save()
    elif change == "person":
        make_fitting(municipality, "Ny Person")
    else:
        plan.seats.first().representative.consents.filter(purpose="experience").update(
            withdrawn_at=timezone.now()
        )

    assert queries.shown(plan=plan, user=alice, at=timezone.now()).is_old


def test_while_it_is_made_the_page_asks_again_and_can_cancel(client_of, alice, municipality):
    plan = services.ask(municipality=municipality, by=alice, at=AT)
    client, address = client_of(alice), at(municipality, "season_detail")
    cancel = at(municipality, "season_cancel", plan.public_id)

    page = client.get(address)
    fragment = client.get(address, headers={"HX-Request": "true"})

    assert page.headers["Refresh"] == "3"
    assert cancel in page.content.decode()
    assert f'hx-get="{address}"' in fragment.content.decode()
    assert "<main" not in fragment.content.decode()

    client.post(cancel)
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "avbrutt" in client.get(address).content.decode()


def test_a_plan_is_asked_for_by_a_press(client_of, alice, municipality):
    client, address = client_of(alice), at(municipality, "season_detail")
    make = at(municipality, "season_make")

    assert make in client.get(address).content.decode()
    assert client.post(make).status_code == 303
    refused = client.post(make, follow=True)

    assert "Vent på den" in refused.content.decode()


@pytest.mark.parametrize(
    ("has_request", "told"), [(False, "ingen ledige plasser"), (True, "Ingen kan foreslås nå")]
)
def test_when_there_is_nothing_to_propose_it_says_what_to_do(
    client_of, alice, municipality, has_request, told
):
    if has_request:
        make_open_request(municipality)
    make_plan(municipality, alice)

    content = client_of(alice).get(at(municipality, "season_detail")).content.decode()

    assert told in content
    assert at(municipality, "project_list") in content


def test_only_the_facilitator_plans(client_of, pia, uma, bob, charlie, municipality, alice):
    make_two_projects(municipality)
    seat = seat_of(make_plan(municipality, alice), "En")

    for person in (pia, uma, bob):
        client = client_of(person)
        assert client.get(at(municipality, "season_detail")).status_code == 403
        assert client.post(at(municipality, "season_make")).status_code == 403
        assert client.post(at(municipality, "season_seat_take", seat.public_id)).status_code == 403
    assert client_of(charlie).get(at(municipality, "season_detail")).status_code == 404
    assert not Choice.objects.exists()


def test_the_projects_lead_there(client_of, alice, municipality):
    content = client_of(alice).get(at(municipality, "project_list")).content.decode()

    assert at(municipality, "season_detail") in content


def test_many_seats_cost_as_many_queries_as_one(client_of, alice, municipality):
    client = client_of(alice)

    def add(count):
        for _one in range(count):
            number = Choice.objects.count() + make_unit(municipality).projects.count()
            project = make_project(make_unit(municipality), title=f"P{number}")
            make_open_request(municipality, project=project, seats=1)
            make_fitting(municipality, f"Nr{number}", most_at_once=1)
        make_plan(municipality, alice, timezone.now() + timedelta(seconds=count))

    assert_constant_queries(add, lambda: client.get(at(municipality, "season_detail")))
