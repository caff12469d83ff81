"""Guidance at the right moment, courses, and colleagues who have said themselves that they are glad to be asked."""

from typing import Any

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from participation.engagement import guidance, services, texts
from participation.engagement.glad import GladToHelp, StaffCourse
from participation.models import Response
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_contribution, make_meeting, make_professional, make_project


@pytest.fixture
def person(unit, pia, alice):
    User.objects.update(language="en")
    made = make_professional(unit, "Pia Prosjekt", user=pia)
    services.record_fact(professional=made, kind="spoke_up", happened_on=AT.date(), by=alice, at=AT)
    return made


def test_one_page_has_all_of_it_in_the_language_of_the_reader(person, pia, client_of):
    client = client_of(pia)

    english = client.get("/granvik/guidance/").content.decode()
    User.objects.update(language="nn")
    nynorsk = client.get("/granvik/guidance/").content.decode()

    assert "Before a first meeting" in english
    assert "Example agenda: a working meeting, 2 hours" in english
    assert "Before a first meeting" not in nynorsk
    assert "Før eit første møte" in nynorsk
    for guide in texts.ALL:
        assert client.get(f"/granvik/guidance/{guide.key}/").status_code == 200
        assert 4 <= len(guide.points) <= 6
    assert client.get("/granvik/guidance/nothing/").status_code == 404


def test_senior_managers_have_no_guidance_page(bob, client_of):
    assert client_of(bob).get("/granvik/guidance/").status_code == 403


def test_only_the_person_says_it_and_only_who_has_done_it(person, unit, alice, pia, uma):
    new = make_professional(unit, "Uma", user=uma)
    for wrong in (
        {"professional": person, "about": "Spør", "by": alice},
        {"professional": person, "about": " ", "by": pia},
        {"professional": new, "about": "Spør", "by": uma},
    ):
        with pytest.raises(guidance.CannotGuide, match=r"\w"):
            guidance.say_glad(at=AT, **wrong)
    assert not GladToHelp.objects.exists()

    guidance.say_glad(professional=person, about="Spør", by=pia, at=AT)
    guidance.say_glad(professional=person, about="Spør meg", by=pia, at=AT)
    assert GladToHelp.objects.get().about == "Spør meg"
    with pytest.raises(guidance.CannotGuide):
        guidance.take_back(professional=person, by=alice, at=AT)


def test_it_is_said_on_the_page_and_taken_back_in_one_press(person, pia, alice, client_of):
    client = client_of(pia)
    answer = client.post("/granvik/guidance/asked/", {"about": "Møter på kveldstid"})

    assert answer.url == "/granvik/guidance/"
    assert "Møter på kveldstid" in client_of(alice).get("/granvik/guidance/").content.decode()
    client.post("/granvik/guidance/asked/take-back/")
    assert not GladToHelp.objects.exists()
    assert "Møter på kveldstid" not in client.get("/granvik/guidance/").content.decode()
    assert client.post("/granvik/guidance/asked/", {"about": ""}).status_code == 422


def test_a_story_is_read_by_colleagues_as_long_as_the_person_wants(
    person, pia, uma, alice, bob, charlie, client_of
):
    told = {"about": "Møter på kveldstid", "story": "Vi prøvde, og halve skjemaet kunne kastes."}
    client_of(pia).post("/granvik/guidance/asked/", told)
    address = f"/granvik/guidance/stories/{GladToHelp.objects.get().public_id}/"

    for reader in (pia, uma, alice):
        assert address in client_of(reader).get("/granvik/guidance/").content.decode()
        assert told["story"] in client_of(reader).get(address).content.decode()
    assert client_of(bob).get(address).status_code == 403
    assert client_of(charlie).get(address).status_code == 404
    assert told["story"] in client_of(pia).get("/granvik/engagement/about-me/").content.decode()

    client_of(pia).post("/granvik/guidance/asked/", {"about": "Møter på kveldstid", "story": ""})
    assert client_of(uma).get(address).status_code == 404
    assert address not in client_of(uma).get("/granvik/guidance/").content.decode()


def test_a_story_of_somebody_who_works_here_no_more_is_gone(person, pia, alice, client_of):
    row = guidance.say_glad(professional=person, about="Spør", story="Det gikk.", by=pia, at=AT)
    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert client_of(alice).get(f"/granvik/guidance/stories/{row.public_id}/").status_code == 404


def test_courses_are_written_by_the_facilitator_and_read_by_professionals(person, pia, alice, client_of):
    client = client_of(alice)
    given: dict[str, Any] = {"name": "Nettkurs", "about": "En time", "is_offered": "on"}
    client.post("/granvik/guidance/courses/new/", given)
    course = StaffCourse.objects.get()

    assert "Nettkurs" in client_of(pia).get("/granvik/guidance/").content.decode()
    assert client.post("/granvik/guidance/courses/new/", given).status_code == 422
    assert client_of(pia).get("/granvik/guidance/courses/new/").status_code == 403
    client.post(f"/granvik/guidance/courses/{course.public_id}/", {"name": "Nettkurs"})
    assert "Nettkurs" not in client_of(pia).get("/granvik/guidance/").content.decode()
    assert "Not offered now" in client.get("/granvik/guidance/").content.decode()


def test_the_right_text_stands_where_it_fits(person, unit, pia, alice, client_of, municipality):
    project = make_project(unit, leader=pia)
    planned = make_meeting(project, held_on=timezone.localdate())
    said = make_contribution(project, owner=person)
    client = client_of(pia)

    def page(address: str, who: Any = client) -> str:
        return who.get(f"/granvik/{address}/").content.decode()

    assert "guidance/before-first-meeting/" in page(f"meetings/{planned.public_id}")
    assert "guidance/one-persons-story/" in page(f"contributions/{said.public_id}")
    assert "guidance/one-persons-story/" not in page(f"contributions/{said.public_id}", client_of(alice))

    make_meeting(project, state="held")
    assert "guidance/before-first-meeting/" not in page(f"meetings/{planned.public_id}")

    Response.objects.create(
        contribution=said,
        municipality=municipality,
        answer="not_adopted",
        reason="Ikke råd",
        answered_on=said.said_on,
        at=AT,
    )
    content = page(f"contributions/{said.public_id}")
    assert "guidance/after-a-no/" in content
    assert "guidance/one-persons-story/" not in content

    Response.objects.update(answer="adopted")
    assert "/guidance/after-a-no/" not in page(f"contributions/{said.public_id}")


def test_the_database_refuses_bad_rows(person, municipality):
    common = {"municipality": municipality}
    assert_refused(
        lambda: GladToHelp.objects.create(professional=person, about="", at=AT, **common),
        "glad_to_help_says_with_what",
    )
    assert_refused(
        lambda: StaffCourse.objects.create(name="", created_at=AT, **common), "staff_course_has_a_name"
    )
    StaffCourse.objects.create(name="Nettkurs", created_at=AT, **common)
    assert_refused(
        lambda: StaffCourse.objects.create(name="Nettkurs", created_at=AT, **common),
        "staff_course_name_once",
    )


def test_the_api_tells_texts_courses_and_who_is_glad(person, pia, alice, charlie, api_of):
    api = api_of(pia)
    guides = api.get("/api/v1/staff-courses/texts/").json()
    made = api.post("/api/v1/glad-to-help/", {"about": "Møter"})

    assert [one["key"] for one in guides] == [guide.key for guide in texts.ALL]
    assert made.status_code == 201
    assert [one["about"] for one in api_of(alice).get("/api/v1/glad-to-help/").json()["results"]] == ["Møter"]
    assert api_of(charlie).get("/api/v1/glad-to-help/").json()["results"] == []
    assert api_of(alice).post("/api/v1/glad-to-help/", {"about": "x"}).status_code == 403
    assert api.post("/api/v1/glad-to-help/take-back/").status_code == 204
    course = api_of(alice).post("/api/v1/staff-courses/", {"name": "Nettkurs"}).json()
    changed = api_of(alice).patch(f"/api/v1/staff-courses/{course['id']}/", {"about": "En time"})
    assert (changed.json()["name"], changed.json()["about"]) == ("Nettkurs", "En time")
    assert api.post("/api/v1/staff-courses/", {"name": "x"}).status_code == 403
