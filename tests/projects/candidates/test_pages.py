"""The pages of candidates: words without points, one-press decisions, Why not?, and a line for each look."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from projects.models import Choice, Showing
from representatives.registry import services as registry
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def at(wanted, name, *args):
    return reverse(name, args=[wanted.municipality.slug, wanted.public_id, *args])


def test_the_list_shows_groups_with_reasons_and_gaps(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    make_fitting(municipality, "Begge", skills=(make_term("skill", "talks"),), is_mediated=True)
    make_fitting(municipality, "Nesten")

    page = client_of(alice).get(at(wanted, "candidate_list"))

    content = page.content.decode()
    groups = page.context["found"].groups
    assert [group.kind.value for group in groups] == ["every_must", "all_but_one"]
    for group in groups:
        assert group.label in content
        for one in group.candidates:
            for fact in [*one.fits, *one.gaps, *one.rest, *one.load, *one.notes]:
                assert fact in content
    assert content.index("Begge") < content.index("Nesten")
    assert groups[0].candidates[0].notes


def test_no_points_ranks_or_ticks_are_shown(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    for number in range(3):
        make_fitting(municipality, f"Nr{number}", level=number + 1)

    content = client_of(alice).get(at(wanted, "candidate_list")).content.decode()

    main = content[content.index("<main") :]
    text = re.sub(r"<[^>]+>", " ", main)
    assert not re.search(r"\b(36|60|score|poeng|rank|plass nr)\b", text, re.IGNORECASE)
    assert "checked" not in main
    assert "<ol" not in main


def test_each_look_is_written_and_what_was_shown_is_kept(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    make_fitting(municipality)
    client = client_of(alice)

    client.get(at(wanted, "candidate_list"))
    client.get(at(wanted, "candidate_list"))

    lines = AuditEvent.objects.filter(kind="request.read", purpose="candidates")
    assert [(line.object_id, line.actor_id, line.fields) for line in lines] == [
        (wanted.public_id, alice.public_id, [])
    ] * 2
    assert Showing.objects.count() == 1


def test_a_press_chooses_and_the_bar_counts(client_of, alice, municipality):
    wanted = make_open_request(municipality, seats=2)
    person = make_fitting(municipality)
    client = client_of(alice)

    response = client.post(at(wanted, "candidate_choose", person.public_id), {"decision": "chosen"})
    page = client.get(at(wanted, "candidate_list"))

    here = f"{at(wanted, 'candidate_list')}#person-{person.public_id}"
    assert (response.status_code, response.url) == (303, here)
    assert Choice.objects.get().decision == "chosen"
    assert [one.representative for one in page.context["board"].chosen] == [person]
    assert at(wanted, "candidate_take_back", person.public_id) in page.content.decode()

    client.post(at(wanted, "candidate_take_back", person.public_id))
    assert not Choice.objects.exists()


def test_going_against_a_gap_asks_for_a_reason(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    person = make_fitting(municipality)
    client = client_of(alice)
    address = at(wanted, "candidate_choose", person.public_id)

    first = client.post(address, {"decision": "chosen"})
    assert first.status_code == 422
    assert 'href="#id_reason"' in first.content.decode()
    assert "Talks" in first.content.decode()
    assert not Choice.objects.exists()

    client.post(address, {"decision": "chosen", "reason": "Vil lære det"})
    assert Choice.objects.get().reason == "Vil lære det"
    assert "Vil lære det" in client.get(at(wanted, "candidate_list")).content.decode()


def test_a_look_at_the_reason_page_decides_nothing(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    response = client_of(alice).get(at(wanted, "candidate_choose", person.public_id))

    assert person.name in response.content.decode()
    assert not Choice.objects.exists()


def test_an_own_limit_is_refused_with_the_reason(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    registry.move(representative=person, to="resting", by=None, at=timezone.now())
    client = client_of(alice)
    address = at(wanted, "candidate_choose", person.public_id)

    shown = client.get(address).content.decode()
    client.post(address, {"decision": "chosen", "reason": "Likevel"})

    assert 'name="reason"' not in shown
    assert not Choice.objects.exists()


def test_why_not_finds_anyone_by_name_and_tells(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    resting = make_fitting(municipality, "Kari Hvile")
    make_representative(municipality, "Kari Fjern")
    registry.move(representative=resting, to="resting", by=None, at=timezone.now())
    client = client_of(alice)

    page = client.get(at(wanted, "candidate_why_not"), {"name": "kari"})
    nobody = client.get(at(wanted, "candidate_why_not"), {"name": "xyz"})
    empty = client.get(at(wanted, "candidate_why_not"))

    found = page.context["found"]
    assert [one.representative.name for one in found] == ["Kari Fjern", "Kari Hvile"]
    content = page.content.decode()
    for one in found:
        for answer in one.answers:
            assert answer.text in content
            assert answer.remedy in content
    assert at(wanted, "candidate_choose", resting.public_id) not in content
    assert AuditEvent.objects.filter(kind="representative.read", purpose="candidates").count() == 2
    assert "empty" in nobody.content.decode()
    assert empty.context["found"] == []


def test_the_list_costs_the_same_for_one_and_three(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    client = client_of(alice)

    def make(count):
        for _number in range(count):
            person = make_fitting(municipality, area="Sentrum")
            Choice.objects.create(
                municipality=municipality,
                request=wanted,
                representative=person,
                decision="chosen",
                at=timezone.now(),
            )

    assert_constant_queries(
        make, lambda: (Showing.objects.all().delete(), client.get(at(wanted, "candidate_list")))
    )


def test_ten_and_a_hundred_cost_the_same_few_queries(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    client = client_of(alice)
    costs = []
    for more in (10, 90):
        for number in range(more):
            make_fitting(municipality, f"Nr{number}")
        Showing.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            page = client.get(at(wanted, "candidate_list"))
        costs.append(len(captured))

    assert page.context["found"].listed == 100
    assert costs[0] == costs[1] <= 25


def test_only_who_may_see_people_sees_candidates(client_of, pia, uma, bob, adam, municipality, unit):
    wanted = make_open_request(municipality)
    wanted.project.leader = pia
    wanted.project.save()
    person = make_fitting(municipality)

    for user in (pia, uma, bob, adam):
        client = client_of(user)
        assert client.get(at(wanted, "candidate_list")).status_code == 403
        assert client.get(at(wanted, "candidate_why_not")).status_code == 403
        choose = client.post(at(wanted, "candidate_choose", person.public_id), {"decision": "chosen"})
        assert choose.status_code == 403
    assert not Choice.objects.exists()
    assert not AuditEvent.objects.filter(purpose="candidates").exists()


def test_another_municipality_is_not_there(client_of, alice, charlie, municipality, other_municipality):
    wanted = make_open_request(municipality)
    foreign = make_fitting(other_municipality, "Deres")
    client = client_of(charlie)

    assert client.get(at(wanted, "candidate_list")).status_code == 404
    assert client.get(reverse("candidate_list", args=["lauvdal", wanted.public_id])).status_code == 404
    stolen = client_of(alice).post(at(wanted, "candidate_choose", foreign.public_id), {"decision": "chosen"})
    assert stolen.status_code == 404
    assert not Choice.objects.exists()


def test_one_candidates_place_is_followed_to_the_rule_in_two_presses(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    person = make_fitting(municipality, "Nesten")
    client = client_of(alice)
    here = at(wanted, "candidate_why_here", person.public_id)
    assert here in client.get(at(wanted, "candidate_list")).content.decode()

    page = client.get(here).content.decode()

    assert "Dekker alt unntatt én ting" in page
    assert "trengs og står ikke i profilen" in page
    assert AuditEvent.objects.filter(kind="representative.read", purpose="candidates").count() == 1
    rule = reverse("matching_rule", args=[municipality.slug])
    assert rule in page
    assert "gir inntil 36" in client.get(rule).content.decode()


def test_why_here_says_what_holds_somebody_back(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality, "Borte")
    registry.move(representative=person, to="left", by=alice, at=timezone.now())

    page = client_of(alice).get(at(wanted, "candidate_why_here", person.public_id)).content.decode()

    assert "Derfor er personen ikke i lista." in page


def test_everybody_may_read_the_rule_and_only_facilitators_why_somebody_is_there(
    client_of, adam, charlie, municipality
):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    assert client_of(adam).get(reverse("matching_rule", args=[municipality.slug])).status_code == 200
    assert client_of(adam).get(at(wanted, "candidate_why_here", person.public_id)).status_code == 403
    assert client_of(charlie).get(at(wanted, "candidate_why_here", person.public_id)).status_code == 404
