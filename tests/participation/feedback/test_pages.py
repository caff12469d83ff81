"""Feedback as pages: counts for everybody who sees the meeting, names and words for the facilitator alone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.core.audit.models import AuditEvent
from participation.feedback import services
from participation.feedback.models import Pulse, PulseVoice
from participation.feedback.questions import FeedbackQuestion, Questionnaire, QuestionnaireUse
from participation.feedback.services import Said
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_attendance, make_meeting, make_professional
from tests.make.people import make_representative
from tests.participation.seats import LATER

URL = "/granvik/feedback/"


def test_the_closing_form_asks_unless_the_tick_is_taken_away(project, paula, owner, alice, client_of):
    client, sent = (
        client_of(alice),
        {"held_on": "2026-03-10", "hours": "2", f"present_{paula.public_id}": "on"},
    )
    sent |= {"professional_hours": "0", "facilitator_hours": "0"}
    first, second = make_meeting(project), make_meeting(project, title="Neste")
    form = client.get(f"/granvik/meetings/{first.public_id}/close/").content.decode()
    assert "Spør begge sider hvordan det var" in form

    page = client.post(
        f"/granvik/meetings/{first.public_id}/close/", sent | {"ask_for_feedback": "on"}, follow=True
    )
    client.post(f"/granvik/meetings/{second.public_id}/close/", sent)

    assert "2 blir spurt hvordan det var." in page.content.decode()
    assert list(Pulse.objects.values_list("meeting", flat=True)) == [first.pk]


def test_the_page_of_a_meeting_leads_to_what_was_said_also_without_scripts(
    pulse, held, alice, client_of, now
):
    client, at = client_of(alice), f"/granvik/meetings/{held.public_id}/"
    assert f'hx-get="{at}feedback/"' in client.get(at).content.decode()

    whole = client.get(f"{at}feedback/").content.decode()
    part = client.get(f"{at}feedback/", HTTP_HX_REQUEST="true").content.decode()

    assert "<html" in whole and "<html" not in part
    for page in (whole, part):
        assert "0 av 2 har svart." in page and "0 av 1 har svart." in page


def test_a_meeting_without_questions_can_be_asked_about_afterwards(held, owner, alice, client_of):
    client, at = client_of(alice), f"/granvik/meetings/{held.public_id}/feedback/"
    assert "Ingen er spurt om dette møtet." in client.get(at).content.decode()

    client.post(f"{at}ask/")
    again = client.post(f"{at}ask/", follow=True).content.decode()

    assert Pulse.objects.get().voices.count() == 3
    assert "allerede" in again or "already" in again


def test_the_facilitator_sees_who_is_silent_and_writes_down_what_is_said(pulse, rolf, alice, client_of, now):
    client = client_of(alice)
    voice = pulse.voices.get(representative=rolf.representative)
    page = client.get(f"{URL}{pulse.public_id}/").content.decode()
    assert "Rolf Ringes" in page and "du ringer" in page

    address = f"{URL}{pulse.public_id}/answers/{voice.public_id}/"
    assert client.post(address, {}).status_code == 422
    client.post(address, {"step_r1": "2"})

    voice.refresh_from_db()
    assert voice.is_by_phone
    shown = client.get(f"{URL}{pulse.public_id}/").content.decode()
    assert "Svarte på telefon" in shown and "Litt" not in shown
    assert "checked" not in client.get(address).content.decode()


def test_who_leads_the_project_and_managers_see_counts_and_no_names(big, say, pia, uma, bob, client_of, now):
    for one in big.voices.filter(side="representative"):
        say(one, step=3)

    for person in (pia, uma):
        page = client_of(person).get(f"{URL}{big.public_id}/").content.decode()
        assert "Stort sett: 5" in page
        assert "Paula" not in page and "Rolf" not in page
        assert client_of(person).get(f"{URL}look/").status_code == 403
        assert big.project.title in client_of(person).get(URL).content.decode()
    assert client_of(bob).get(f"{URL}{big.public_id}/").status_code == 403


def test_what_is_low_is_on_the_start_page_read_one_at_a_time_and_ticked_off(
    voice, say, alice, client_of, now
):
    say(voice, step=1, word="Bare til deg.")
    client = client_of(alice)
    assert f'href="{URL}look/"' in client.get("/granvik/").content.decode()
    listed = client.get(f"{URL}look/").content.decode()
    assert "Paula Prøve" in listed and "Bare til deg." not in listed

    page = client.get(f"{URL}look/{voice.public_id}/").content.decode()

    assert "Bare til deg." in page and "Fikk du det du trengte før møtet?" in page
    read = AuditEvent.objects.reads().order_by("-id").first()
    assert read.object_id == voice.representative.public_id and "private_word" in read.fields
    client.post(f"{URL}look/{voice.public_id}/seen/")
    assert "Paula Prøve" not in client.get(f"{URL}look/").content.decode()
    voice.refresh_from_db()
    assert voice.seen_by == alice


def test_others_find_nothing(pulse, voice, say, charlie, client_of, api_of):
    say(voice, step=1)

    client, api = client_of(charlie), api_of(charlie)
    for path in (f"{pulse.public_id}/", f"look/{voice.public_id}/"):
        assert client.get(f"/lauvdal/feedback/{path}").status_code == 404
    assert api.get(f"/api/v1/pulses/{pulse.public_id}/").status_code == 404
    assert api.get(f"/api/v1/feedback-looks/{voice.public_id}/").status_code == 404
    assert api.get("/api/v1/feedback-looks/").json()["results"] == []


def test_more_professionals_are_asked_on_the_page(pulse, owner, unit, alice, client_of, now):
    more = make_professional(unit, "Nina Ny")

    page = client_of(alice).post(
        f"{URL}{pulse.public_id}/also/", {"professionals": [more.public_id]}, follow=True
    )

    assert "1 til er spurt." in page.content.decode()
    assert pulse.voices.filter(professional=more).exists()


def test_the_questions_are_written_on_a_page(municipality, alice, client_of):
    client, at = client_of(alice), f"{URL}questions/"
    assert "Vet du hva som kom ut av det du sa?" in client.get(at).content.decode()
    sent = {"text_1_nb": "Gikk det?", "text_1_nn": "Gjekk det?", "text_1_en": "Did it go?"}

    wrong = client.post(f"{at}delayed/professional/", sent | {"text_2_nb": "Bare bokmål"})
    client.post(f"{at}delayed/professional/", sent)

    assert wrong.status_code == 422
    assert FeedbackQuestion.objects.get().text_nn == "Gjekk det?"
    assert "Gikk det?" in client.get(at).content.decode()
    assert client.get(f"{at}delayed/nobody/").status_code == 404


def test_a_questionnaire_is_imported_used_and_taken_out_of_use_on_pages(project, alice, client_of):
    client, at = client_of(alice), f"{URL}questionnaires/"
    sample = client.get(f"{at}sample/")
    assert sample["Content-Type"].startswith("text/csv") and "licence" in sample.content.decode()

    bad = client.post(f"{at}new/", {"file": SimpleUploadedFile("a.csv", b"title;Bare tittel\n")})
    assert bad.status_code == 422 and "Lisensteksten mangler" in bad.content.decode()
    page = client.post(f"{at}new/", {"file": SimpleUploadedFile("a.csv", sample.content)}, follow=True)
    kept = Questionnaire.objects.get()
    assert kept.title in page.content.decode() and "Fritt å bruke" in page.content.decode()

    client.post(f"{at}{kept.public_id}/", {"project": project.public_id})
    use = QuestionnaireUse.objects.get()
    assert project.title in client.get(f"{at}{kept.public_id}/").content.decode()
    client.post(f"{at}{kept.public_id}/uses/{use.public_id}/leave/")
    assert not QuestionnaireUse.objects.exists()
    client.post(f"{at}{kept.public_id}/retire/")
    assert kept.title not in client.get(at).content.decode()


def test_both_sides_find_it_on_their_start_pages(pulse, voice, owner, pia, client_of, now):
    page = client_of(pia).get("/granvik/").content.decode()

    assert pulse.voices.get(professional=owner).path in page
    assert voice.path not in page


@pytest.fixture
def more_pulses(project, paula, alice):
    def make(count):
        for _number in range(count):
            title = str(Pulse.objects.count())
            meeting = make_meeting(project, title=title, state="held", hours=2, held_on=date(2026, 3, 11))
            make_attendance(meeting, paula)
            (voice,) = services.ask(meeting=meeting, by=alice, at=LATER)
            services.answer(voice=voice, said=Said({"r1": 1}), at=LATER)

    return make


def test_lists_cost_the_same_for_more(more_pulses, alice, client_of, api_of, now):
    client, api = client_of(alice), api_of(alice)

    def look():
        for path in (URL, f"{URL}look/"):
            assert client.get(path).status_code == 200
        for path in ("pulses", "feedback-looks"):
            assert api.get(f"/api/v1/{path}/").status_code == 200

    assert_constant_queries(more_pulses, look)


def test_one_pulse_costs_the_same_for_more_people(project, municipality, held, pulse, alice, client_of, now):
    client = client_of(alice)

    def make(count):
        people = [
            make_representative(municipality, f"Nora {PulseVoice.objects.count()}{n}") for n in range(count)
        ]
        PulseVoice.objects.bulk_create([services.voice(pulse, representative=one) for one in people])

    assert_constant_queries(make, lambda: client.get(f"{URL}{pulse.public_id}/"))
