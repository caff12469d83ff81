"""The pages of requests: a form that coaches, terms one by one, the preview, and who is refused."""

import re

import pytest
from django.urls import reverse

from projects.models import Request
from tests.make.chain import make_project
from tests.make.people import make_term
from tests.projects.wanted import make_open_request


def at(wanted, name, *args):
    return reverse(name, args=[wanted.municipality.slug, wanted.public_id, *args])


def test_the_form_asks_what_the_person_can_change(client_of, alice, unit):
    project = make_project(unit)

    page = client_of(alice).get(reverse("request_create", args=["granvik", project.public_id]))

    field = page.context["form"].fields["influence"]
    assert str(field.label) in page.content.decode()
    assert "id_influence_helptext" in page.content.decode()


def test_a_request_is_written_filled_and_opened(client_of, alice, unit):
    project = make_project(unit)
    term = make_term()
    client = client_of(alice)
    typed = {"title": "To pårørende", "seats": "2", "meeting_form": "either"}

    made = client.post(reverse("request_create", args=["granvik", project.public_id]), typed)
    wanted = Request.objects.get()
    refused = client.post(at(wanted, "request_open"), follow=True)
    client.post(at(wanted, "request_edit"), typed | {"task": "Lese brevet", "influence": "Brevet"})
    client.post(at(wanted, "request_term_add"), {"term": term.public_id, "importance": "must", "level": "2"})
    client.post(at(wanted, "request_open"))

    assert made.status_code == 303
    assert "ds-alert" in refused.content.decode()
    wanted.refresh_from_db()
    assert (wanted.state, wanted.task, wanted.terms.get().level) == ("open", "Lese brevet", 2)


def test_the_edit_form_begins_with_what_is_there(client_of, alice, municipality):
    role = make_term("role", "committee")
    polish = make_term("skill", "language-polish", parent=make_term("skill", "languages"))
    wanted = make_open_request(municipality, role=role, must_language=polish, must_area="Sentrum")

    content = client_of(alice).get(at(wanted, "request_edit")).content.decode()

    for value in (role.public_id, polish.public_id, "Sentrum"):
        assert re.search(rf'<option value="{value}"\s+selected', content)


def test_a_draft_says_what_it_still_needs(client_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft", influence="")

    page = client_of(alice).get(at(wanted, "request_detail"))

    assert len(page.context["missing"]) == 1
    assert f"<li>{page.context['missing'][0]}</li>" in page.content.decode()


def test_a_term_is_removed_by_a_press(client_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft")
    term = wanted.terms.get()
    client = client_of(alice)

    assert client.get(at(wanted, "request_term_remove", term.public_id)).status_code == 405
    client.post(at(wanted, "request_term_remove", term.public_id))

    assert not wanted.terms.exists()


def test_the_same_term_twice_is_an_error_on_the_form(client_of, alice, municipality):
    wanted = make_open_request(municipality)

    response = client_of(alice).post(
        at(wanted, "request_term_add"),
        {"term": make_term().public_id, "importance": "must", "level": "1"},
    )

    assert response.status_code == 422
    assert "Dementia" in response.content.decode()


def test_the_preview_is_what_the_person_will_see(client_of, alice, municipality):
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    wanted = make_open_request(municipality, pay="Honorar 1 000 kroner", times="Tirsdager")

    content = client_of(alice).get(at(wanted, "request_preview")).content.decode()

    for text in (
        wanted.title,
        wanted.task,
        wanted.influence,
        "Honorar 1 000 kroner",
        "Tirsdager",
        "406 12 000",
    ):
        assert text in content
    assert "Dementia" not in content


def test_calling_off_is_asked_about_first(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    client = client_of(alice)

    assert client.get(at(wanted, "request_cancel")).status_code == 200
    wanted.refresh_from_db()
    assert wanted.state == "open"
    assert client.post(at(wanted, "request_cancel"), {"reason": " "}).status_code == 422
    client.post(at(wanted, "request_cancel"), {"reason": "Pengene tok slutt."})
    wanted.refresh_from_db()
    assert (wanted.state, wanted.moves.get().reason) == ("cancelled", "Pengene tok slutt.")
    assert "Pengene tok slutt." in client.get(at(wanted, "request_detail")).content.decode()


def test_a_professional_reads_the_own_request_and_changes_nothing(client_of, pia, municipality, unit):
    wanted = make_open_request(municipality, project=make_project(unit, leader=pia))
    client = client_of(pia)

    content = client.get(at(wanted, "request_detail")).content.decode()

    assert wanted.task in content
    for name in ("candidate_list", "request_edit", "request_term_add"):
        assert at(wanted, name) not in content
    for name in ("request_open", "request_cancel", "candidate_list"):
        assert client.post(at(wanted, name)).status_code == 403
    typed = {"title": "Nytt", "seats": "1", "meeting_form": "either", "task": "x", "influence": "y"}
    assert client.post(at(wanted, "request_edit"), typed).status_code == 422
    term = {"term": make_term("skill", "talks").public_id, "importance": "must", "level": "1"}
    assert client.post(at(wanted, "request_term_add"), term).status_code == 422
    client.post(at(wanted, "request_term_remove", wanted.terms.get().public_id))
    wanted.refresh_from_db()
    assert (wanted.state, wanted.title, wanted.terms.count()) == ("open", "To pårørende i arbeidsgruppa", 1)


@pytest.mark.parametrize(
    "name", ["request_detail", "request_preview", "request_edit", "request_term_add", "request_cancel"]
)
def test_others_are_refused(name, client_of, bob, charlie, municipality):
    wanted = make_open_request(municipality)

    assert client_of(bob).get(at(wanted, name)).status_code == 403
    assert client_of(charlie).get(at(wanted, name)).status_code == 404
    assert client_of(charlie).get(reverse(name, args=["lauvdal", wanted.public_id])).status_code == 404
