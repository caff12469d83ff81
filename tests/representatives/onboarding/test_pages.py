"""Preparation as pages and over the API: the same services, rows and refusals by both ways."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.models import Conversation, Course, Declaration, MentorPair, Training
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term

DAY = {"day": "1", "month": "3", "year": "2026"}


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


def _on(name: str) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in DAY.items()}


def _page(person, part: str = "preparation") -> str:
    return f"/granvik/people/{person.public_id}/{part}/"


def test_a_conversation_with_a_step_is_recorded_shown_and_done(facilitator, paula):
    sent = {"talked_about": ["limits"], "outcome": "training", "next_step": "Ringe", "summary": "Liker kaffe"}
    facilitator.post(_page(paula, "conversations/new"), sent | _on("held_on") | _on("next_step_on"))
    talk = Conversation.objects.get()
    assert (talk.talked_about, talk.next_step) == (["limits"], "Ringe")
    assert "Liker kaffe" in facilitator.get(_page(paula)).content.decode()
    assert "Ringe" in facilitator.get("/granvik/steps/").content.decode()
    assert "Ringe" in facilitator.get(_page(paula).replace("preparation/", "")).content.decode()
    assert "steps/" in facilitator.get("/granvik/").content.decode()

    facilitator.post(f"/granvik/steps/{talk.public_id}/finish/")
    talk.refresh_from_db()
    assert talk.is_step_done


def test_a_conversation_that_is_not_right_is_answered_with_why(facilitator, paula):
    answer = facilitator.post(_page(paula, "conversations/new"), {"next_step_on_day": "41"})

    assert answer.status_code == 422
    assert {"held_on", "outcome", "next_step_on"} <= answer.context["form"].errors.keys()


def test_courses_are_added_changed_and_retired(facilitator):
    role = make_term("role", "committee", "Utvalg")
    facilitator.post("/granvik/courses/new/", {"name": "Grunnkurs", "roles": [role.public_id]})
    course = Course.objects.get()
    assert "Utvalg" in facilitator.get("/granvik/courses/").content.decode()
    again = facilitator.post("/granvik/courses/new/", {"name": "Grunnkurs"})
    assert again.status_code == 422

    facilitator.post(f"/granvik/courses/{course.public_id}/edit/", {"name": "Nytt"})
    facilitator.post(f"/granvik/courses/{course.public_id}/retire/")
    course.refresh_from_db()
    assert (course.name, course.is_offered, course.opens.count()) == ("Nytt", False, 0)


def test_training_is_recorded_and_taken_back(facilitator, paula, municipality):
    course = Course.objects.create(municipality=municipality, name="Grunnkurs", created_at=AT)
    facilitator.post(_page(paula, "trainings/new"), {"course": course.public_id} | _on("completed_on"))
    training = Training.objects.get()
    assert training.course == course
    assert facilitator.post(_page(paula, "trainings/new"), {"name": ""}).status_code == 422

    facilitator.post(_page(paula, f"trainings/{training.public_id}/drop"))
    assert not Training.objects.exists()


def test_a_declaration_on_paper_and_a_letter(facilitator, paula):
    facilitator.post(_page(paula, "declaration/ask"))
    facilitator.post(_page(paula, "declaration/new"), {"reference": "Skap 2"} | _on("signed_on"))
    assert Declaration.objects.get().reference == "Skap 2"

    answer = facilitator.post(_page(paula, "declaration/ask"), follow=True)
    assert [message.level_tag for message in answer.context["messages"]][-1] == "error"


def test_a_pair_is_made_from_suggestions_and_stands_on_both_pages(facilitator, paula, municipality):
    eva = make_representative(municipality, "Eva Erfaren", skills=(make_term("skill", "teaching"),), level=4)
    assert "Eva Erfaren" in facilitator.get(_page(paula, "mentor")).content.decode()
    facilitator.post(_page(paula, "mentor"), {"mentor": eva.public_id} | _on("started_on"))
    pair = MentorPair.objects.get()
    for one, other in ((paula, eva), (eva, paula)):
        page = facilitator.get(_page(one).replace("preparation/", "")).content.decode()
        assert other.name in page

    facilitator.post(_page(paula, f"mentor/{pair.public_id}/end"))
    pair.refresh_from_db()
    assert pair.ended_on is not None


def test_a_look_at_preparation_is_written(facilitator, paula):
    facilitator.get(_page(paula))

    assert AuditEvent.objects.about(paula).filter(kind="representative.read", purpose="onboarding").exists()


def test_others_and_strangers_do_not_open_it(paula, pia, charlie, client_of):
    assert client_of(pia).get(_page(paula)).status_code == 403
    assert client_of(charlie).get(_page(paula)).status_code == 404


def test_steps_cost_the_same_whatever_their_number(facilitator, municipality, alice):
    def more(count: int) -> None:
        for _number in range(count):
            person = make_representative(municipality, f"Nina{Conversation.objects.count()} Ny")
            Conversation.objects.create(
                municipality=municipality,
                representative=person,
                held_on=AT.date(),
                next_step="Ringe",
                added_at=AT,
            )

    assert_constant_queries(more, lambda: facilitator.get("/granvik/steps/"))


def test_everything_over_the_api(api, paula, municipality):
    role = make_term("role", "committee")
    course = api.post("/api/v1/courses/", {"name": "Grunnkurs", "roles": [role.public_id]}, format="json")
    assert course.json()["opens"] == [role.public_id]
    address = f"/api/v1/courses/{course.json()['id']}/"
    assert api.patch(address, {"is_offered": False}, format="json").json()["is_offered"] is False
    about = {"representative": paula.public_id}
    taken = about | {"course": course.json()["id"], "completed_on": "2026-03-01"}
    training = api.post("/api/v1/trainings/", taken, format="json")
    assert training.json()["name"] == "Grunnkurs"
    assert api.delete(f"/api/v1/trainings/{training.json()['id']}/").status_code == 204

    said = about | {
        "held_on": "2026-03-01",
        "outcome": "later",
        "next_step": "Ringe",
        "talked_about": ["pay"],
    }
    talk = api.post("/api/v1/conversations/", said, format="json").json()
    finish = f"/api/v1/conversations/{talk['id']}/finish/"
    assert [api.post(finish).status_code for _press in range(2)] == [200, 409]

    assert api.post("/api/v1/declarations/ask/", about, format="json").status_code == 200
    signed = about | {"signed_on": "2026-03-01", "reference": "Skap 2"}
    assert api.post("/api/v1/declarations/", signed, format="json").json()["channel"] == "paper"
    assert api.post("/api/v1/declarations/ask/", about, format="json").status_code == 409

    eva = make_representative(municipality, "Eva Erfaren")
    paired = about | {"mentor": eva.public_id, "started_on": "2026-03-01"}
    pair = api.post("/api/v1/mentor-pairs/", paired, format="json").json()
    assert api.post("/api/v1/mentor-pairs/", paired, format="json").status_code == 409
    assert api.post(f"/api/v1/mentor-pairs/{pair['id']}/end/").json()["ended_on"]


@pytest.mark.parametrize("name", ["conversations", "trainings", "declarations", "mentor-pairs", "courses"])
def test_the_api_is_for_the_facilitator_alone(name, api_of, pia, adam):
    for other in (pia, adam):
        assert api_of(other).get(f"/api/v1/{name}/").status_code == 403


def test_bad_bodies_are_refused_over_the_api(api, paula, other_municipality):
    away = make_representative(other_municipality, "Borte")
    about = {"representative": paula.public_id}
    bad = [
        ("conversations/", about | {"held_on": "2026-03-01"}),
        ("conversations/", about | {"held_on": "2026-03-01", "outcome": "welcome", "talked_about": ["x"]}),
        ("conversations/", {"representative": away.public_id, "held_on": "2026-03-01", "outcome": "welcome"}),
        ("trainings/", about),
        ("trainings/", about | {"course": "x"}),
        ("declarations/", about | {"signed_on": "2999-01-01", "reference": "x"}),
        ("mentor-pairs/", about | {"mentor": away.public_id, "started_on": "2026-03-01"}),
        ("mentor-pairs/", about | {"mentor": paula.public_id, "started_on": "2026-03-01"}),
        ("courses/", {"name": "X", "roles": ["x"]}),
    ]
    statuses = [api.post(f"/api/v1/{path}", body, format="json").status_code for path, body in bad]

    assert set(statuses) <= {400, 404, 409}
