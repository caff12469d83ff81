"""Every constraint of feedback refuses a bad row, by name."""

from participation.feedback.models import Pulse, PulseAnswer, PulseVoice
from participation.feedback.questions import Questionnaire
from tests.helpers.constraints import assert_refused
from tests.participation.seats import LATER


def test_who_is_asked(pulse, voice, owner):
    common = {"municipality": pulse.municipality}
    link = {"key_id": "k1", "pulse": pulse}
    person, side = voice.representative, "representative"

    for bad, name in (
        (
            lambda: Pulse.objects.filter(pk=pulse.pk).update(kind="delayed"),
            "pulse_is_about_a_meeting_or_later",
        ),
        (
            lambda: PulseVoice.objects.create(
                side=side, representative=person, token_hash="a", **link, **common
            ),
            "pulse_voice_once_per_representative",
        ),
        (
            lambda: PulseVoice.objects.create(
                side="professional", professional=owner, token_hash="b", **link, **common
            ),
            "pulse_voice_once_per_professional",
        ),
        (
            lambda: PulseVoice.objects.create(
                side=side, representative=person, professional=owner, token_hash="c", **link, **common
            ),
            "pulse_voice_is_on_one_side",
        ),
        (
            lambda: PulseVoice.objects.filter(pk=voice.pk).update(needs_look=True),
            "pulse_voice_to_look_at_has_answered",
        ),
        (
            lambda: PulseVoice.objects.filter(pk=voice.pk).update(answered_at=LATER, called_off_at=LATER),
            "pulse_voice_called_off_is_silent",
        ),
    ):
        assert_refused(bad, name)


def test_what_is_answered_and_imported(pulse, voice):
    common = {"municipality": pulse.municipality}
    PulseAnswer.objects.create(voice=voice, question="r1", step=4, **common)
    kept = {"title": "Skjema", "source": "Oss", "items": [], "imported_at": LATER, **common}
    Questionnaire.objects.create(licence="Fri.", **kept)

    for bad, name in (
        (
            lambda: PulseAnswer.objects.create(voice=voice, question="r1", step=3, **common),
            "pulse_answer_once_per_question",
        ),
        (
            lambda: PulseAnswer.objects.create(voice=voice, question="r2", step=0, **common),
            "pulse_answer_is_a_step",
        ),
        (
            lambda: Questionnaire.objects.create(licence="", **kept | {"title": "To"}),
            "questionnaire_has_a_licence",
        ),
        (lambda: Questionnaire.objects.create(licence="Fri.", **kept), "questionnaire_title_once_in_use"),
    ):
        assert_refused(bad, name)
