"""How the list is read: without names, those first whom nobody has looked at, and side by side."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from projects.candidates import comparing, reading, services
from projects.models import Choice, Showing
from representatives.models import Representative
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def at(wanted, name, *args):
    return reverse(name, args=[wanted.municipality.slug, wanted.public_id, *args])


def names_on(page):
    return [card.shown.representative.name for one in page.context["groups"] for card in one.cards]


def test_with_names_hidden_nothing_on_the_page_tells_who(client_of, alice, municipality):
    wanted = make_open_request(municipality, must_area="Sentrum", seats=2)
    people = [make_fitting(municipality, f"Skjulta{n} Hemmelig", area="Sentrum") for n in range(3)]
    choose = {"request": wanted, "by": alice, "at": timezone.now()}
    services.choose(representative=people[0], decision="chosen", **choose)
    services.choose(representative=people[1], decision="later", **choose)
    client = client_of(alice)

    page = client.get(at(wanted, "candidate_list"), {"names": "hidden"})

    main = page.content.decode().partition("<main")[2]
    assert "Skjulta" not in main
    assert "Hemmelig" not in main
    assert main.count("Sentrum") == 1  # what the request needs, on top
    assert len(set(names_on(page))) == 3
    assert names_on(page) == names_on(client.get(at(wanted, "candidate_list"), {"names": "hidden"}))
    assert Showing.objects.get().is_blind


def test_a_press_keeps_names_hidden(client_of, alice, municipality):
    wanted, person = make_open_request(municipality), make_fitting(municipality, "Kari Hemmelig")
    client = client_of(alice)
    press = {"decision": "shortlisted", "names": "hidden"}

    plain = client.post(at(wanted, "candidate_choose", person.public_id), press)
    live = client.post(
        at(wanted, "candidate_choose", person.public_id),
        press | {"decision": "later"},
        HTTP_HX_REQUEST="true",
    )

    assert "names=hidden" in plain.url
    assert plain.url.endswith(f"#person-{person.public_id}")
    for answer in (live.content.decode(), live["HX-Trigger"]):
        assert "Hemmelig" not in answer
    assert live.content.decode().lstrip().startswith('<div class="stack-large" id="candidates"')
    assert Choice.objects.get().decision == "later"


def test_nobody_is_found_by_the_letters_in_another_request(municipality):
    one, two = make_open_request(municipality), make_open_request(municipality)

    assert reading.alias(one, "person") == reading.alias(one, "person")
    assert reading.alias(one, "person") != reading.alias(two, "person")


def test_those_whom_nobody_has_looked_at_come_first_and_the_opened_are_left_out(
    client_of, alice, municipality
):
    wanted = make_open_request(municipality, at=timezone.now() - timedelta(days=1))
    opened, often, seldom = (make_fitting(municipality, name) for name in ("Sett", "Ofte", "Sjelden"))
    shown = [{"group": "every_must", "people": [often.public_id]}]
    Showing.objects.create(
        municipality=municipality, request=wanted, at=timezone.now(), seed="s", rule_version="1", shown=shown
    )
    client = client_of(alice)
    client.get(reverse("representative_detail", args=[municipality.slug, opened.public_id]))

    page = client.get(at(wanted, "candidate_list"), {"show": "unread"})

    assert names_on(page) == [seldom.name, often.name]
    kept = Showing.objects.get(is_least_read_first=True)
    assert kept.shown == [{"group": "every_must", "people": [seldom.public_id, often.public_id]}]


def test_when_everybody_is_looked_at_the_page_says_so(client_of, alice, municipality):
    wanted = make_open_request(municipality, at=timezone.now() - timedelta(days=1))
    person = make_fitting(municipality)
    client = client_of(alice)
    client.get(reverse("representative_detail", args=[municipality.slug, person.public_id]))

    page = client.get(at(wanted, "candidate_list"), {"show": "unread"})

    assert names_on(page) == []
    assert 'class="empty' in page.content.decode()


def test_the_other_ways_of_reading_cost_the_same_for_one_and_three(client_of, alice, municipality):
    wanted, client = make_open_request(municipality), client_of(alice)

    def make(count):
        for _number in range(count):
            make_fitting(municipality, area="Sentrum")

    def look():
        Showing.objects.all().delete()
        client.get(at(wanted, "candidate_list"), {"names": "hidden", "show": "unread"})

    assert_constant_queries(make, look)


def people(*rows):
    return Representative.objects.filter(pk__in=[row.pk for row in rows])


def test_side_by_side_has_the_same_thing_on_the_same_line(municipality, alice):
    talks = make_term("skill", "talks")
    wanted = make_open_request(municipality)
    ask_for(wanted, talks, "wish")
    able = make_fitting(municipality, "Ada", skills=(talks,))
    resting = make_fitting(municipality, "Bo")
    registry.move(representative=resting, to="resting", by=None, at=AT)

    found = comparing.compare(request=wanted, people=people(resting, able), at=AT)

    assert [side.person.name for side in found.sides] == ["Ada", "Bo"]
    assert [side.may_choose for side in found.sides] == [True, False]
    lines = {line.label: line.cells for line in found.lines}
    assert "Talks" in lines["Talks"][0][0]
    assert "Talks" in lines["Talks"][1][0]
    assert lines["Talks"][0] != lines["Talks"][1]
    way = next(cells for cells in lines.values() if cells[0] == [] and cells[1])
    assert len(way[1]) == 1
    assert all(len(cells) == 2 for cells in lines.values())


@pytest.mark.parametrize("count", [0, 1, 4])
def test_two_or_three_are_compared(count, municipality):
    wanted = make_open_request(municipality)
    rows = [make_fitting(municipality, f"Nr{number}") for number in range(count)]

    with pytest.raises(comparing.CannotCompare):
        comparing.compare(request=wanted, people=people(*rows), at=AT)


def test_the_page_side_by_side_writes_each_look_and_shows_no_winner(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    rows = [make_fitting(municipality, name) for name in ("Ada", "Bo")]
    client = client_of(alice)
    ticked = {"person": [row.public_id for row in rows]}

    page = client.get(at(wanted, "candidate_compare"), ticked)
    too_few = client.get(at(wanted, "candidate_compare"), {"person": ["nobody"]})

    text = page.content.decode().partition("<main")[2]
    assert 'data-label="Ada"' in text
    assert "<ol" not in text
    assert at(wanted, "candidate_choose", rows[0].public_id) in text
    seen = AuditEvent.objects.filter(kind="representative.read", purpose="candidates")
    assert {line.subject_id for line in seen} == {row.public_id for row in rows}
    assert (too_few.status_code, too_few.url) == (303, at(wanted, "candidate_list"))


def test_side_by_side_without_names(client_of, alice, municipality):
    wanted = make_open_request(municipality, must_area="Nord")
    rows = [make_fitting(municipality, f"{name} Hemmelig", area="Nord") for name in ("Ada", "Bo")]

    page = client_of(alice).get(
        at(wanted, "candidate_compare"), {"person": [row.public_id for row in rows], "names": "hidden"}
    )

    assert "Hemmelig" not in page.content.decode()
    assert not AuditEvent.objects.filter(kind="representative.read").exists()
    assert AuditEvent.objects.filter(kind="request.read", purpose="candidates").exists()


def test_side_by_side_over_the_api(api_of, alice, charlie, municipality, other_municipality):
    wanted = make_open_request(municipality)
    rows = [make_fitting(municipality, name) for name in ("Ada", "Bo")]
    foreign = make_fitting(other_municipality, "Fremmed")
    path = f"/api/v1/requests/{wanted.public_id}/compare/"

    found = api_of(alice).get(path, {"person": [row.public_id for row in rows]}).json()
    stolen = api_of(alice).get(path, {"person": [rows[0].public_id, foreign.public_id]})

    assert [side["representative"]["name"] for side in found["sides"]] == ["Ada", "Bo"]
    assert {"label", "is_must", "cells"} == set(found["lines"][0])
    assert stolen.status_code == 409
    assert api_of(charlie).get(path).status_code == 404
