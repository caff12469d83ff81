"""Feedback over the API: the same steps, the same hiding and the same refusals."""

from django.core.files.uploadedfile import SimpleUploadedFile

from config.core.accounts.models import User
from config.core.organisations.models import Role
from participation.feedback.models import Pulse, PulseVoice
from participation.feedback.setting_views import SAMPLE
from tests.cast import make_user
from tests.make.chain import make_meeting, make_professional

AT = "/api/v1/"


def _closing(paula, **more):
    seats = [{"assignment": paula.public_id, "was_present": True}]
    return {"held_on": "2026-03-10", "hours": "2", "attendances": seats} | more


def test_closing_over_the_api_asks_unless_told_not_to(project, paula, owner, alice, api_of):
    api = api_of(alice)
    for title, more, asked in (("Ja", {}, 2), ("Nei", {"ask_for_feedback": False}, 0)):
        meeting = make_meeting(project, title=title)
        sent = _closing(paula, **more)
        assert api.post(f"{AT}meetings/{meeting.public_id}/hold/", sent, format="json").status_code == 200
        assert PulseVoice.objects.filter(pulse__meeting=meeting).count() == asked


def test_a_pulse_is_asked_read_and_written_down(held, owner, rolf, unit, alice, pia, api_of, now):
    api = api_of(alice)
    made = api.post(f"{AT}pulses/", {"meeting": held.public_id}, format="json")
    assert made.status_code == 201
    assert api.post(f"{AT}pulses/", {"meeting": held.public_id}, format="json").status_code == 409
    at = f"{AT}pulses/{made.json()['id']}/"
    shown = api.get(at).json()["results"]
    assert [(one["side"], one["asked"], one["questions"]) for one in shown] == [
        ("representative", 2, None),
        ("professional", 1, None),
    ]
    voices = {one["person"]: one for one in api.get(f"{at}voices/").json()}
    silent = voices[rolf.representative.public_id]
    assert silent["by_hand"] and "answers" not in silent

    said = {"voice": silent["id"], "answers": [{"question": "r1", "step": 2}]}
    assert api.post(f"{at}record/", said, format="json").json()["results"][0]["answered"] == 1
    wrong = said | {"answers": [{"question": "x", "step": 2}]}
    assert api.post(f"{at}record/", wrong, format="json").status_code == 409
    more = make_professional(unit, "Nina Ny")
    asked = api.post(f"{at}ask-also/", {"professionals": [more.public_id]}, format="json")
    assert asked.json()["results"][1]["asked"] == 2
    assert api.post(f"{at}ask-also/", {"professionals": ["nobody"]}, format="json").status_code == 409
    assert api_of(pia).get(at).status_code == 200
    assert api_of(pia).get(f"{at}voices/").status_code == 403


def test_the_facilitator_looks_and_ticks_off(voice, say, alice, api_of, now):
    say(voice, step=1, word="Bare til deg.")
    api = api_of(alice)

    (listed,) = api.get(f"{AT}feedback-looks/").json()["results"]
    whole = api.get(f"{AT}feedback-looks/{listed['id']}/").json()

    assert "word" not in listed
    assert (whole["word"], len(whole["low"])) == ("Bare til deg.", 5)
    assert api.post(f"{AT}feedback-looks/{listed['id']}/seen/").json()["seen_at"]
    assert api.post(f"{AT}feedback-looks/{listed['id']}/seen/").status_code == 409
    assert api.get(f"{AT}feedback-looks/").json()["results"] == []


def test_whoever_is_asked_answers_with_an_own_token(pulse, voice, owner, municipality, pia, api_of, now):
    person = voice.representative
    account: User = make_user("Paula", municipality, Role.REPRESENTATIVE)
    type(person).objects.filter(pk=person.pk).update(user=account)
    api = api_of(account)

    (own,) = api.get(f"{AT}me/feedback/").json()
    assert (own["id"], own["side"], len(own["questions"])) == (voice.public_id, "representative", 5)
    at = f"{AT}me/feedback/{own['id']}/"
    said = {"answers": [{"question": "r2", "step": 4}], "word": "Hei."}
    answered = api.post(f"{at}answer/", said, format="json").json()

    assert answered["answers"] == [{"question": "r2", "step": 4}] and answered["word"] == "Hei."
    assert api.post(f"{at}answer/", {"answers": []}, format="json").status_code == 409
    assert api_of(pia).get(at).status_code == 404
    assert [one["side"] for one in api_of(pia).get(f"{AT}me/feedback/").json()] == ["professional"]


def test_the_questions_and_a_questionnaire(project, municipality, alice, api_of):
    api = api_of(alice)
    texts = [{"nb": "Gikk det?", "nn": "Gjekk det?", "en": "Did it go?"}]
    sent = {"kind": "delayed", "side": "professional", "texts": texts}
    assert api.post(f"{AT}feedback-questions/", sent, format="json").status_code == 201
    assert api.post(f"{AT}feedback-questions/", sent | {"texts": []}, format="json").status_code == 409
    written = {(one["kind"], one["side"]): one["texts"] for one in api.get(f"{AT}feedback-questions/").json()}
    assert written["delayed", "professional"] == texts
    assert len(written["after_meeting", "representative"]) == 5

    file = SimpleUploadedFile("a.csv", SAMPLE.read_bytes())
    made = api.post(f"{AT}questionnaires/", {"file": file}, format="multipart").json()
    at = f"{AT}questionnaires/{made['id']}/"
    assert len(made["items"]) == 5
    bad = SimpleUploadedFile("b.csv", b"title;Uten lisens\n")
    assert api.post(f"{AT}questionnaires/", {"file": bad}, format="multipart").status_code == 409
    assert api.post(f"{AT}questionnaires/", {}, format="multipart").status_code == 400
    chosen = {"project": project.public_id}
    assert api.post(f"{at}choose/", chosen, format="json").json()["projects"] == [project.public_id]
    assert api.post(f"{at}leave/", chosen, format="json").json()["projects"] == []
    assert api.post(f"{at}leave/", chosen, format="json").status_code == 409
    assert api.post(f"{at}retire/").json()["retired_at"]
    assert not Pulse.objects.exists()
