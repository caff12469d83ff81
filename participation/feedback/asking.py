"""What is asked: the municipality's own questions, and the questionnaire that a project uses instead of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.feedback import wording
from participation.feedback.questions import (
    MOST_QUESTIONS,
    FeedbackQuestion,
    PulseKind,
    Questionnaire,
    QuestionnaireUse,
    Side,
)
from projects.planning.models import Project

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
Texts = Mapping[str, str]


class CannotAsk(Exception):
    """These questions cannot be asked; the text can be shown."""


def own_texts(municipality: Any, kind: str) -> dict[str, list[dict[str, str]]]:
    """The questions of one kind for each side, as texts by language: the municipality's own, else those brought along.

    One statement.
    """
    found: dict[str, list[dict[str, str]]] = {side.value: [] for side in Side}
    for row in FeedbackQuestion.objects.of(municipality).filter(kind=kind).order_by("side", "position"):
        found[row.side].append({code: getattr(row, f"text_{code}") for code in LANGUAGES})
    return {side: texts or wording.brought_along(kind, side) for side, texts in found.items()}


def questions_for(project: Project, kind: str) -> tuple[list[dict[str, Any]], Questionnaire | None]:
    """What both sides are asked in a project, as a pulse keeps it, and the questionnaire it comes from, if any.

    A questionnaire is asked after meetings alone: what is asked months later is always in own words. A side for which
    it has no question gets the own ones.
    """
    use = None
    if kind == PulseKind.AFTER_MEETING:
        use = QuestionnaireUse.objects.filter(project=project).select_related("questionnaire").first()
    items = list(use.questionnaire.items) if use else []
    missing = [side.value for side in Side if not any(item["side"] == side for item in items)]
    texts = own_texts(project.municipality_id, kind) if missing else {}
    own = [one for side in missing for one in wording.as_asked(side, texts[side])]
    return [*items, *own], use.questionnaire if use else None


@transaction.atomic
def write_questions(
    *, municipality: Any, kind: str, side: str, texts: Sequence[Texts], by: Any, at: datetime
) -> list[FeedbackQuestion]:
    """These are the questions of a kind for one side from now on; what is asked already stays as it was.

    Refuses none, more than five, the same twice, and a question that is not there in every language.
    """
    if not 1 <= len(texts) <= MOST_QUESTIONS:
        raise CannotAsk(_("Ask one question at least, and five at most. More takes longer than two minutes."))
    clean = [{code: str(text.get(code, "")).strip() for code in LANGUAGES} for text in texts]
    if not all(all(text.values()) for text in clean):
        raise CannotAsk(_("Write each question in all three languages: people answer in their own."))
    if any(len({text[code] for text in clean}) < len(clean) for code in LANGUAGES):
        raise CannotAsk(_("The same question stands there twice."))
    FeedbackQuestion.objects.of(municipality).filter(kind=kind, side=side).delete()
    rows = FeedbackQuestion.objects.bulk_create(
        FeedbackQuestion(
            municipality=municipality,
            kind=kind,
            side=side,
            position=number,
            **{f"text_{code}": words for code, words in text.items()},
        )
        for number, text in enumerate(clean, start=1)
    )
    audit.record("feedback.questions_written", obj=rows[0], by=by, at=at, fields=["texts"])
    return rows


@transaction.atomic
def choose(*, questionnaire: Questionnaire, project: Project, by: Any, at: datetime) -> QuestionnaireUse:
    """From now on the meetings of the project are asked about with the questionnaire.

    Refuses one that is taken out of use, and one of another municipality.
    """
    if questionnaire.municipality_id != project.municipality_id:
        raise CannotAsk(_("This questionnaire belongs to another municipality."))
    held = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    if held.retired_at is not None:
        raise CannotAsk(_("This questionnaire is taken out of use."))
    use, _made = QuestionnaireUse.objects.update_or_create(
        project=project, defaults={"questionnaire": held, "municipality_id": project.municipality_id}
    )
    audit.record("questionnaire.chosen", obj=use, by=by, at=at, fields=["questionnaire"])
    return use


@transaction.atomic
def use_own(*, project: Project, by: Any, at: datetime) -> None:
    """The project is asked with the municipality's own questions again. Refuses where no questionnaire is used."""
    use = QuestionnaireUse.objects.filter(project=project).first()
    if use is None:
        raise CannotAsk(not_used())
    audit.record("questionnaire.left", obj=use, by=by, at=at, fields=["questionnaire"])
    use.delete()


@transaction.atomic
def retire(*, questionnaire: Questionnaire, by: Any, at: datetime) -> None:
    """Takes a questionnaire out of use: projects are asked with own questions again, and what was answered stays.

    Refuses one that is out of use already.
    """
    if not Questionnaire.objects.filter(pk=questionnaire.pk, retired_at=None).update(retired_at=at):
        raise CannotAsk(_("This questionnaire is taken out of use already."))
    QuestionnaireUse.objects.filter(questionnaire=questionnaire).delete()
    audit.record("questionnaire.retired", obj=questionnaire, by=by, at=at, fields=["retired_at"])


def not_used() -> str:
    """That a project does not use the questionnaire, in words that can be shown."""
    return _("This project does not use the questionnaire.")
