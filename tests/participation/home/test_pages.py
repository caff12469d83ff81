"""The start page of each role: what waits for them, and nothing that is not theirs."""

from datetime import timedelta

from django.utils import timezone

from config.core.audit import services as audit
from participation.contributions.words import PLAIN
from participation.invitations.services import token_of
from participation.models import Ask, Attendance, Invitation, Response
from projects.models import Choice, Request
from representatives.models import Consent
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import (
    make_assignment,
    make_contribution,
    make_meeting,
    make_professional,
    make_project,
    make_request,
)
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


def start(client, municipality):
    response = client.get(f"/{municipality.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_facilitator_sees_what_waits(municipality, unit, alice, client_of):
    today = timezone.localdate()
    project = make_project(unit)
    make_contribution(project, due_on=today - timedelta(days=3))
    make_meeting(project, held_on=today - timedelta(days=1))
    request = make_request(project)
    person = make_representative(municipality)
    Choice.objects.create(
        municipality=municipality, request=request, representative=person, decision="chosen", at=AT
    )

    page = start(client_of(alice), municipality)

    assert f"/{municipality.slug}/contributions/?state=overdue" in page
    assert f"/{municipality.slug}/meetings/?state=to_close" in page
    assert "valgt, ikke invitert ennå" in page
    assert project.title in page


def test_a_choice_on_a_closed_request_waits_for_nobody(municipality, unit, alice, client_of):
    request = make_request(make_project(unit), state=Request.State.CLOSED)
    person = make_representative(municipality)
    Choice.objects.create(
        municipality=municipality, request=request, representative=person, decision="chosen", at=AT
    )

    page = start(client_of(alice), municipality)

    assert f'href="/{municipality.slug}/projects/?' not in page


def test_the_start_page_costs_the_same_for_more_rows(municipality, unit, alice, client_of):
    client = client_of(alice)

    def rows(count):
        for number in range(count):
            project = make_project(unit, title=f"Prosjekt {number}")
            make_meeting(project, held_on=timezone.localdate() + timedelta(days=2))
            make_contribution(project)

    assert_constant_queries(rows, lambda: start(client, municipality))


def test_a_professional_sees_own_promises_only(municipality, unit, pia, client_of):
    me = make_professional(unit, "Pia", user=pia)
    other = make_professional(unit, "En annen")
    project = make_project(unit, leader=pia)
    mine = make_contribution(project, text="Skriv kortere brev.", owner=me)
    theirs = make_contribution(project, text="Ring før hjemkomst.", owner=other)

    page = start(client_of(pia), municipality)

    assert mine.public_id in page
    assert theirs.public_id not in page and "Ring før hjemkomst." not in page


def test_a_senior_manager_sees_asks_and_no_promise(municipality, unit, bob, client_of):
    make_contribution(make_project(unit), text="Noe en pårørende sa.")
    Ask.objects.create(
        municipality=municipality,
        title="20 prosent stilling",
        need="Tid",
        decide_by=timezone.localdate(),
        created_at=AT,
    )

    page = start(client_of(bob), municipality)

    assert "20 prosent stilling" in page
    assert "Noe en pårørende sa." not in page


def test_a_senior_manager_sees_apart_what_is_asked_of_a_unit(municipality, unit, bob, client_of):
    for title, of_unit in (("Til hele kommunen", None), ("Til enheten", unit)):
        Ask.objects.create(
            municipality=municipality,
            unit=of_unit,
            title=title,
            need="Tid",
            decide_by=timezone.localdate(),
            created_at=AT,
        )

    home = client_of(bob).get(f"/{municipality.slug}/").context["home"]

    assert [ask.title for ask in home.asks] == ["Til hele kommunen"]
    assert [ask.title for ask in home.asks_of_units] == ["Til enheten"]


def test_a_person_page_leads_to_what_the_person_is_in_the_middle_of(municipality, unit, alice, client_of):
    person = make_representative(municipality)
    project = make_project(unit, title="Trygg medisin hjemme")
    assignment = make_assignment(make_request(project, title="To i gruppa"), person)
    said = make_contribution(project, text="Skriv kortere brev.", assignment=assignment)

    page = client_of(alice).get(f"/{municipality.slug}/people/{person.public_id}/").content.decode()

    assert f"/{municipality.slug}/assignments/{assignment.public_id}/" in page
    assert f"/{municipality.slug}/contributions/{said.public_id}/" in page
    assert "Skriv kortere brev." in page


def test_a_project_page_leads_to_its_lists(municipality, unit, alice, client_of):
    project, other = make_project(unit), make_project(unit, title="Et annet")
    make_meeting(project, title="Vårt møte")
    make_meeting(other, title="Deres møte")
    client = client_of(alice)

    page = client.get(f"/{municipality.slug}/projects/{project.public_id}/").content.decode()
    for name in ("invitations", "assignments", "meetings", "contributions", "reflections"):
        address = f"/{municipality.slug}/{name}/?project={project.public_id}"
        assert address in page
        assert f"/{municipality.slug}/projects/{project.public_id}/" in client.get(address).content.decode()
    meetings = client.get(f"/{municipality.slug}/meetings/?project={project.public_id}").content.decode()

    assert "Vårt møte" in meetings and "Deres møte" not in meetings


def test_a_representative_sees_what_came_of_it(municipality, unit, make_account, client_of):
    person = make_representative(municipality)
    user = make_account(person)
    project = make_project(unit)
    assignment = make_assignment(make_request(project), person)
    said = make_contribution(project, text="Skriv kortere brev.", assignment=assignment)
    make_contribution(project, text="En annens ord.")
    Response.objects.create(
        municipality=municipality,
        contribution=said,
        answer="adopted",
        reason="Vi gjør det fra mai.",
        answered_on=AT.date(),
        at=AT,
    )

    page = start(client_of(user), municipality)

    assert "Vi gjør det fra mai." in page
    assert "En annens ord." not in page


def test_a_representative_answers_from_the_own_page(municipality, unit, make_account, client_of):
    person = make_representative(municipality, at=timezone.now())
    user = make_account(person)
    at, day = timezone.now(), timezone.localdate() + timedelta(days=4)
    asked = make_invitation(make_wanted(municipality, title="Lese brev"), person, at=at, reply_by=day)
    past = make_invitation(make_wanted(municipality, title="Gammelt"), person, at=at, reply_by=day)
    Invitation.objects.filter(pk=past.pk).update(reply_by=timezone.localdate() - timedelta(days=1))

    page = start(client_of(user), municipality)

    assert f'href="/answer/{token_of(asked)}/"' in page
    assert "Gammelt" not in page
    assert "/answer/" + token_of(past) not in page


def test_a_representative_sees_own_meetings_yeses_and_who_has_looked(
    municipality, unit, alice, make_account, client_of
):
    person = make_representative(municipality)
    user = make_account(person)
    soon = timezone.localdate() + timedelta(days=2)
    own, foreign = make_project(unit), make_project(unit, title="Et annet")
    make_assignment(make_request(own), person)
    make_meeting(own, title="Vi leser brev", held_on=soon)
    make_meeting(foreign, title="Ikke for Paula", held_on=soon)
    audit.record("representative.read", obj=person, by=alice, at=AT, subject=person)

    page = start(client_of(user), municipality)

    assert "Vi leser brev" in page
    assert "Ikke for Paula" not in page
    assert alice.name in page
    assert str(Consent.Purpose.NETWORK.label) in page


def test_what_a_group_said_is_shown_to_those_who_were_there(municipality, unit, make_account, client_of):
    person = make_representative(municipality)
    user = make_account(person)
    project = make_project(unit)
    seat = make_assignment(make_request(project), person)
    there, absent = make_meeting(project), make_meeting(project)
    for meeting, present in ((there, True), (absent, False)):
        Attendance.objects.create(
            municipality=municipality, meeting=meeting, assignment=seat, was_present=present, hours=0
        )
    make_contribution(project, text="Vi sa det sammen.", is_from_group=True, meeting=there)
    make_contribution(project, text="De andre sa dette.", is_from_group=True, meeting=absent)

    page = start(client_of(user), municipality)

    assert "Vi sa det sammen." in page
    assert "De andre sa dette." not in page


def test_an_answer_is_told_in_a_sentence(municipality, unit, make_account, client_of):
    person = make_representative(municipality)
    user = make_account(person)
    project = make_project(unit)
    said = make_contribution(project, assignment=make_assignment(make_request(project), person))
    day = AT.date()
    for answer, reason in (("parked", "Vi venter."), ("adopted", "Nå gjør vi det.")):
        Response.objects.create(
            municipality=municipality, contribution=said, answer=answer, reason=reason, answered_on=day, at=AT
        )

    page = start(client_of(user), municipality)

    assert str(PLAIN["adopted"]) in page
    assert "Tatt til følge" not in page
    assert "Vi venter." not in page


def test_several_looks_of_one_reader_on_one_day_are_one_line(municipality, alice, make_account, client_of):
    person = make_representative(municipality)
    user = make_account(person)
    for hours in (0, 1, 2, 48):
        audit.record_read(person, by=alice, at=AT + timedelta(hours=hours), purpose="registry")

    page = start(client_of(user), municipality)

    assert "åpnet siden om deg 4 ganger" in page
    assert page.count(alice.get_full_name()) == 2
    assert "(3 ganger)" in page


def test_an_account_without_a_profile_is_told_so(municipality, make_account, client_of):
    user = make_account(None)

    page = start(client_of(user), municipality)

    assert "fasilitator" not in page
    assert "<h2" in page


def test_the_administrator_is_led_to_the_house(municipality, adam, client_of):
    page = start(client_of(adam), municipality)

    for room in ("members", "units", "catalogue", "network-policy", "access-log"):
        assert f'<a href="/{municipality.slug}/{room}/"' in page.split("<main")[1], room
    assert f"/{municipality.slug}/people/" not in page
