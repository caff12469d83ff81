"""What both sides said, as counts; who is asked; and what the facilitator needs to look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, Q

from participation.feedback import showing
from participation.feedback.models import Pulse, PulseAnswer, PulseQuerySet, PulseVoice, PulseVoiceQuerySet
from participation.feedback.questions import Questionnaire, QuestionnaireUse, Side
from participation.feedback.reaching import silent_by_hand
from participation.feedback.wording import spoken
from projects.planning.models import Project

OF_LATE, MOST_OWN = timedelta(days=60), 3


@dataclass(frozen=True)
class Share:
    """How many chose one step of a question, in words."""

    word: str
    count: int


@dataclass(frozen=True)
class Told:
    """One question with what the side answered, the best step first; None where too few answered it."""

    question: str
    shares: list[Share] | None


@dataclass(frozen=True)
class Result:
    """One side: how many are asked and have answered, and what they said once it may be shown."""

    side: str
    label: str
    asked: int
    answered: int
    is_over: bool
    questions: list[Told] | None

    @property
    def is_too_few(self) -> bool:
        """Whether it is settled that nothing is shown: it is over, or everybody has answered, and they are few."""
        return self.questions is None and (self.is_over or self.answered == self.asked)


@dataclass(frozen=True)
class Line:
    """One who is asked, for the facilitator: whether there is an answer, and how the silent are reached by hand."""

    voice: PulseVoice
    by_hand: str


def find(*, user: Any, municipality: Any) -> PulseQuerySet:
    """Pulses with how many are asked and have answered, newest first."""
    rows: PulseQuerySet = Pulse.objects.visible_to(user).of(municipality).select_related("project", "meeting")
    answered = Count("voices", filter=Q(voices__answered_at__isnull=False), distinct=True)
    asked = Count("voices", filter=Q(voices__called_off_at=None), distinct=True)
    rows = rows.annotate(asked=asked, answered=answered)
    return rows.order_by("-asked_at", "-id")


def results(pulse: Pulse, today: date) -> list[Result]:
    """What each side that is asked said, in the language that is active. Two statements."""
    return results_of([pulse], today)[pulse.pk]


def results_of(pulses: Iterable[Pulse], today: date) -> dict[int, list[Result]]:
    """The same for many pulses, by primary key, in two statements."""
    rows = list(pulses)
    numbers: dict[tuple[int, str], tuple[int, int]] = {}
    counted = PulseVoice.objects.asked().filter(pulse__in=rows).order_by().values("pulse", "side")
    for one in counted.annotate(asked=Count("id"), answered=Count("answered_at")):
        numbers[one["pulse"], one["side"]] = (one["asked"], one["answered"])
    said: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    answers = PulseAnswer.objects.filter(voice__pulse__in=rows)
    for pulse, side, key, step in answers.values_list("voice__pulse", "voice__side", "question", "step"):
        said[pulse, side].append((key, step))
    return {
        pulse.pk: [
            _result(pulse, side, numbers[pulse.pk, side], said[pulse.pk, side], today)
            for side in Side
            if (pulse.pk, side) in numbers
        ]
        for pulse in rows
    }


def _result(
    pulse: Pulse, side: Side, numbers: tuple[int, int], said: list[tuple[str, int]], today: date
) -> Result:
    asked, answered = numbers
    is_over = pulse.is_over(today)
    told = None
    if showing.is_shown(asked=asked, answered=answered, is_over=is_over):
        questions = {question["key"]: question for question in pulse.of_side(side)}
        steps = {key: len(question["steps"]) for key, question in questions.items()}
        told = [_told(questions[one.question], one.counts) for one in showing.counted(steps, said)]
    return Result(side.value, str(side.label), asked, answered, is_over, told)


def _told(question: dict[str, Any], counts: tuple[int, ...] | None) -> Told:
    if counts is None:
        return Told(spoken(question["text"]), None)
    words = [spoken(step) for step in question["steps"]]
    shares = [Share(word, count) for word, count in zip(words, counts, strict=True)]
    return Told(spoken(question["text"]), shares[::-1])


def lines(pulse: Pulse) -> list[Line]:
    """Who is asked, the silent first; what they answered is not here."""
    rows = pulse.voices.asked().select_related("representative", "professional")
    voices = sorted(rows, key=lambda one: (one.answered_at is not None, one.side, one.person.name, one.pk))
    ways = silent_by_hand(voices)
    return [Line(voice, str(ways[voice.pk].label) if voice.pk in ways else "") for voice in voices]


def needs_look(*, user: Any, municipality: Any) -> PulseVoiceQuerySet:
    """Answers with something low, or a private word, that no facilitator has seen yet; oldest first."""
    rows: PulseVoiceQuerySet = PulseVoice.objects.visible_to(user).of(municipality).to_look_at()
    rows = rows.select_related("pulse__project", "pulse__meeting", "representative", "professional")
    return rows.order_by("answered_at", "id")


def low(voice: PulseVoice) -> list[str]:
    """The questions that a voice answered with the lowest step, in the language that is active."""
    keys = set(voice.answers.filter(step=1).values_list("question", flat=True))
    return [spoken(one["text"]) for one in voice.pulse.of_side(voice.side) if one["key"] in keys]


def voice_of(token_hash: str) -> PulseVoice | None:
    """The voice that a link opens."""
    rows = PulseVoice.objects.filter(token_hash=token_hash)
    return rows.select_related(
        "pulse__project__unit",
        "pulse__meeting",
        "pulse__questionnaire",
        "municipality",
        "representative__municipality",
        "professional",
    ).first()


def own(*, user: Any, municipality: Any = None) -> PulseVoiceQuerySet:
    """What somebody with an account is asked, or was asked of late: as a representative, or as a professional."""
    rows: PulseVoiceQuerySet = PulseVoice.objects.asked().filter(
        Q(representative__user=user) | Q(professional__user=user)
    )
    if municipality is not None:
        rows = rows.of(municipality)
    rows = rows.select_related("pulse__project", "pulse__meeting", "municipality", "representative")
    return rows.order_by("-pulse__asked_at", "-id")


def own_of_late(*, user: Any, municipality: Any, today: date) -> list[PulseVoice]:
    """The same for a start page: what was asked within two months, newest first."""
    rows = own(user=user, municipality=municipality).filter(pulse__answer_by__gte=today - OF_LATE)
    return list(rows[:MOST_OWN])


def professionals(*, user: Any, municipality: Any) -> Any:
    """Those who work here and can be asked.

    The model is asked for by its name, as the foreign key does: the room of professionals lies above this one.
    """
    rows: Any = apps.get_model("participation", "Professional")._default_manager.all()
    return rows.visible_to(user).of(municipality).filter(is_active=True)


def to_ask_also(*, pulse: Pulse, user: Any) -> Any:
    """Professionals of the municipality who are not asked in this pulse."""
    asked = pulse.voices.filter(professional__isnull=False).values("professional")
    rows = professionals(user=user, municipality=pulse.municipality_id).exclude(pk__in=asked)
    return rows.select_related("unit").order_by("name", "id")


def questionnaires(*, user: Any, municipality: Any) -> Any:
    """Questionnaires in use, with how many projects use them."""
    rows = Questionnaire.objects.visible_to(user).of(municipality).in_use()
    return rows.annotate(projects=Count("uses")).order_by("title", "id")


def uses(*, user: Any, questionnaire: Questionnaire) -> list[QuestionnaireUse]:
    """The projects that use a questionnaire."""
    rows = QuestionnaireUse.objects.visible_to(user).filter(questionnaire=questionnaire)
    return list(rows.select_related("project").order_by("project__title", "id"))


def projects(*, user: Any, municipality: Any) -> Any:
    """Projects that a questionnaire can be chosen for."""
    rows = Project.objects.visible_to(user).of(municipality).current()
    return rows.order_by("title", "id")
