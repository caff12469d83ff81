"""The guide step by step, writing together and copying, as pages."""

import pytest
from django.urls import reverse

from projects.models import Request, RequestNote
from projects.writing.steps import STEPS
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_open_request


def at(name, *args):
    return reverse(name, args=["granvik", *args])


def step(wanted, key):
    return at("guide_step", wanted.public_id, key)


def test_a_request_grows_step_by_step_and_each_step_is_saved(client_of, alice, unit):
    project, client = make_project(unit), client_of(alice)
    term = make_term()

    begun = client.post(
        at("guide_start", project.public_id), {"title": "To pårørende", "task": "Lese brevet", "seats": "2"}
    )
    wanted = Request.objects.get()
    client.post(step(wanted, "change"), {"influence": "Hva som står i brevet"})
    client.post(step(wanted, "who"), {"term": term.public_id, "importance": "must", "level": "1"})
    client.post(step(wanted, "when"), {"times": "Tirsdager", "meeting_form": "online", "place": "Rådhuset"})
    last = client.post(step(wanted, "pay"), {"pay": "600 kroner"})
    look = client.get(step(wanted, "look")).content.decode()

    assert begun["Location"] == step(wanted, "change")
    assert last["Location"] == step(wanted, "look")
    wanted.refresh_from_db()
    assert (wanted.title, wanted.seats, wanted.influence) == ("To pårørende", 2, "Hva som står i brevet")
    assert (wanted.times, wanted.meeting_form, wanted.pay) == ("Tirsdager", "online", "600 kroner")
    assert wanted.terms.get().term == term
    for text in ("Lese brevet", "Hva som står i brevet", "Tirsdager", "600 kroner"):
        assert text in look
    assert at("request_open", wanted.public_id) in look


@pytest.mark.parametrize("one", [one.key for one in STEPS])
def test_a_step_coaches_and_shows_where_one_is(one, client_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft", seats=1, influence="", times="", pay="")

    page = client_of(alice).get(step(wanted, one)).content.decode()

    assert 'aria-current="step"' in page
    assert page.count("data-state=") == len(STEPS)
    advised = {"do", "change", "when", "pay"}
    assert ("ds-alert" in page) == (one in advised or one == "look")


def test_a_step_changes_its_own_fields_alone(client_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft", pay="600 kroner", place="Rådhuset")

    client_of(alice).post(step(wanted, "change"), {"influence": "Alt", "pay": "0", "place": ""})

    wanted.refresh_from_db()
    assert (wanted.influence, wanted.pay, wanted.place) == ("Alt", "600 kroner", "Rådhuset")


@pytest.mark.parametrize(
    ("one", "typed"),
    [
        ("do", {"title": "", "seats": "2"}),
        ("do", {"title": "X", "seats": "0"}),
        ("do", {"title": "X", "seats": "51"}),
        (
            "when",
            {
                "meeting_form": "either",
                "starts_on_day": "2",
                "starts_on_month": "3",
                "starts_on_year": "2030",
                "ends_on_day": "1",
                "ends_on_month": "3",
                "ends_on_year": "2030",
            },
        ),
        ("who", {"term_q": "finnes ikke", "importance": "must", "level": "1"}),
    ],
)
def test_what_cannot_be_is_said_on_the_step(one, typed, client_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft", seats=2)

    answer = client_of(alice).post(step(wanted, one), typed)

    assert answer.status_code == 422
    wanted.refresh_from_db()
    assert (wanted.seats, wanted.starts_on, wanted.terms.count()) == (2, None, 1)


def test_an_unknown_step_is_not_there(client_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft")

    assert client_of(alice).get(step(wanted, "nothing")).status_code == 404


def test_a_professional_files_hands_over_and_gets_it_back(client_of, pia, alice, unit):
    project = make_project(unit, leader=pia)
    own, facilitator = client_of(pia), client_of(alice)
    own.post(at("guide_start", project.public_id), {"title": "To pårørende", "task": "Lese", "seats": "2"})
    wanted = Request.objects.get()

    look = own.get(step(wanted, "look")).content.decode()
    own.post(at("request_note_list", wanted.public_id), {"text": "Er det godt nok?", "hand_over": "on"})
    locked = own.get(step(wanted, "do"))
    listed = facilitator.get(at("request_sharpen_list")).content.decode()
    home = facilitator.get(reverse("home_open", args=["granvik"])).content.decode()
    facilitator.post(step(wanted, "change"), {"influence": "Hva som står i brevet"})
    facilitator.post(at("request_note_list", wanted.public_id), {"text": "Slik?", "hand_over": "on"})
    thread = own.get(at("request_note_list", wanted.public_id)).content.decode()
    back = own.get(reverse("home_open", args=["granvik"])).content.decode()

    assert at("request_open", wanted.public_id) not in look
    assert locked["Location"] == at("request_detail", wanted.public_id)
    assert wanted.title in listed
    assert at("request_sharpen_list") in home
    assert "Er det godt nok?" in thread
    assert "Slik?" in thread
    assert at("request_detail", wanted.public_id) in back
    assert own.post(at("request_open", wanted.public_id)).status_code == 403


def test_the_facilitator_takes_the_pen_by_a_press(client_of, pia, alice, municipality, unit):
    wanted = make_open_request(
        municipality, state="draft", filed_by=pia, pen="filer", project=make_project(unit, leader=pia)
    )
    client = client_of(alice)
    take = at("request_pen_take", wanted.public_id)

    assert take in client.get(at("request_detail", wanted.public_id)).content.decode()
    assert client.get(take).status_code == 405
    assert client_of(pia).post(take).status_code == 403
    client.post(take)
    wanted.refresh_from_db()
    assert wanted.pen == "facilitator"
    assert RequestNote.objects.get().pen_to == "facilitator"


def test_a_request_is_copied_to_another_project(client_of, alice, municipality, unit):
    wanted = make_open_request(municipality)
    target = make_project(unit, title="Det nye")
    client = client_of(alice)

    chosen = client.get(at("request_copy", wanted.public_id)).content.decode()
    client.post(at("request_copy", wanted.public_id), {"project": target.public_id})
    client.post(at("request_copy_all", target.public_id), {"project": wanted.project.public_id})
    unchosen = client.post(at("request_copy", wanted.public_id), {"project": ""})

    assert "Det nye" in chosen
    assert target.requests.count() == 2
    assert unchosen.status_code == 422


@pytest.mark.parametrize("name", ["request_copy", "request_note_list", "request_pen_take"])
def test_others_are_refused(name, client_of, bob, charlie, municipality):
    wanted = make_open_request(municipality)

    assert client_of(bob).post(at(name, wanted.public_id)).status_code == 403
    assert client_of(charlie).post(at(name, wanted.public_id)).status_code == 404
    assert client_of(charlie).post(reverse(name, args=["lauvdal", wanted.public_id])).status_code == 404


def test_no_project_of_another_municipality_is_copied_to(client_of, alice, municipality, other_municipality):
    wanted, foreign = make_open_request(municipality), make_open_request(other_municipality)

    answer = client_of(alice).post(
        at("request_copy", wanted.public_id), {"project": foreign.project.public_id}
    )

    assert answer.status_code == 422
    assert Request.objects.count() == 2


def test_lists_cost_the_same_for_one_and_three(client_of, alice, pia, municipality, unit):
    project, client = make_project(unit, leader=pia), client_of(alice)
    wanted = make_open_request(municipality, state="draft", filed_by=pia, project=project)

    def filed(count):
        for _row in range(count):
            make_open_request(municipality, state="draft", filed_by=pia, project=project)

    def more(count):
        for number in range(count):
            RequestNote.objects.create(
                municipality=municipality, request=wanted, text="x", by=alice, at=wanted.created_at
            )
            ask_for(wanted, make_term("skill", f"s-{wanted.terms.count()}-{number}"))

    assert_constant_queries(filed, lambda: client.get(at("request_sharpen_list")))
    assert_constant_queries(more, lambda: client.get(at("request_note_list", wanted.public_id)))
    assert_constant_queries(more, lambda: client.get(step(wanted, "look")))
