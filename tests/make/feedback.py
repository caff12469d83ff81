"""Of a town: what both sides said of a meeting, with a word that only the facilitator reads, and a questionnaire."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from participation.feedback import asking, services
from participation.models import (
    FeedbackQuestion,
    PrivateWord,
    Pulse,
    PulseAnswer,
    Questionnaire,
    QuestionnaireUse,
)

if TYPE_CHECKING:
    from tests.make.town import Town


def add_feedback(town: "Town", at: datetime) -> None:
    """A pulse of the town's meeting, answered low by its person; own questions and a questionnaire."""
    common: dict[str, Any] = {"municipality": town.municipality}
    texts = {f"text_{code}": town.text("spørsmål", 200) for code in asking.LANGUAGES}
    FeedbackQuestion.objects.get_or_create(
        kind="after_meeting", side="representative", position=1, defaults=texts, **common
    )
    questions, _none = asking.questions_for(town.rows["project"], "after_meeting")
    pulse = Pulse.objects.create(
        project=town.rows["project"],
        meeting=town.rows["meeting"],
        kind="after_meeting",
        questions=questions,
        answer_by=timezone.localdate(at) + timedelta(days=14),
        asked_at=at,
        **common,
    )
    town.keep("pulse", pulse)
    voice = services.voice(pulse, representative=town.rows["representative"])
    voice.answered_at, voice.needs_look = at, True
    voice.save()
    town.keep("pulse_voice", voice)
    PulseAnswer.objects.create(voice=voice, question="r1", step=1, **common)
    PrivateWord.objects.create(voice=voice, text=town.text("bare til deg"), at=at, **common)
    services.voice(pulse, professional=town.rows["professional"]).save()
    items = [{**one, "text": dict.fromkeys(asking.LANGUAGES, town.text("ledd"))} for one in questions]
    texts = {"title": town.text("skjema", 140), "source": town.text("kilde"), "licence": town.text("lisens")}
    kept = Questionnaire.objects.create(items=items, imported_at=at, **texts, **common)
    town.keep("questionnaire", kept)
    use = QuestionnaireUse.objects.create(project=town.rows["project"], questionnaire=kept, **common)
    town.keep("questionnaire_use", use)
