"""What is asked, as pages: the own questions, and questionnaires of others that the municipality imports."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.feedback import asking, importing, queries
from participation.feedback.forms import ChooseForm, QuestionnaireFileForm, QuestionsForm
from participation.feedback.questions import PulseKind, Questionnaire, Side
from participation.feedback.wording import spoken

SAMPLE = Path(__file__).with_name("sample.csv")


@require(Permission.MEETINGS_WRITE)
def feedback_questions(request: Any) -> HttpResponse:
    """The questions for each side, after a meeting and some months later."""
    kinds = []
    for kind in PulseKind:
        texts = asking.own_texts(request.municipality, kind)
        sides = [(side, [spoken(text) for text in texts[side.value]]) for side in Side]
        kinds.append((kind, sides))
    return render(request, "participation/feedback/questions.html", {"kinds": kinds})


@require(Permission.MEETINGS_WRITE)
def feedback_questions_edit(request: Any, kind: str, side: str) -> HttpResponse:
    """Writes the questions for one side."""
    if kind not in PulseKind.values or side not in Side.values:
        raise Http404
    texts = asking.own_texts(request.municipality, kind)[side]
    form = QuestionsForm(request.POST or None, texts=texts)
    if request.method == "POST" and form.is_valid():
        said = {"municipality": request.municipality, "kind": kind, "side": side, "by": request.user}
        try:
            asking.write_questions(texts=form.texts(), at=timezone.now(), **said)
        except asking.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Saved. What is asked already stays as it was.")
            return done(request, words, "feedback_questions", request.municipality.slug)
    context = {"kind": PulseKind(kind), "side": Side(side)}
    return form_page(request, "participation/feedback/questions_edit.html", form, context)


@require(Permission.MEETINGS_WRITE)
def questionnaire_list(request: Any) -> HttpResponse:
    """The questionnaires that are in use."""
    rows = queries.questionnaires(user=request.user, municipality=request.municipality)
    return render(request, "participation/feedback/questionnaires.html", {"questionnaires": list(rows)})


@require(Permission.MEETINGS_WRITE)
def questionnaire_import(request: Any) -> HttpResponse:
    """Takes in a questionnaire from a file, or says what is wrong with it."""
    form = QuestionnaireFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        said = {"municipality": request.municipality, "by": request.user, "at": timezone.now()}
        try:
            kept = importing.import_file(data=file.read(), name=file.name, **said)
        except importing.CannotImport as refusal:
            form.add_error("file", str(refusal))
        else:
            return done(request, _("The questionnaire is imported."), *_to(request, kept))
    return form_page(request, "participation/feedback/questionnaire_import.html", form)


@require(Permission.MEETINGS_WRITE)
def questionnaire_sample(request: Any) -> HttpResponse:
    """A made-up questionnaire that shows what a file looks like."""
    answer = HttpResponse(b"\xef\xbb\xbf" + SAMPLE.read_bytes(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{importing.SAMPLE}"'
    return answer


@require(Permission.MEETINGS_WRITE)
def questionnaire_detail(request: Any, questionnaire_id: str) -> HttpResponse:
    """The questions with their answers, the licence, and the projects that use it; a POST chooses it for one more."""
    kept = _questionnaire(request, questionnaire_id)
    offered = queries.projects(user=request.user, municipality=request.municipality)
    form = ChooseForm(request.POST or None, projects=offered)
    if request.method == "POST" and form.is_valid():
        project = form.cleaned_data["project"]
        try:
            asking.choose(questionnaire=kept, project=project, by=request.user, at=timezone.now())
        except asking.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The next meetings are asked about with this."), *_to(request, kept))
    context = {
        "questionnaire": kept,
        "items": [
            (Side(one["side"]).label, spoken(one["text"]), [spoken(step) for step in one["steps"]])
            for one in kept.items
        ],
        "uses": queries.uses(user=request.user, questionnaire=kept),
    }
    return form_page(request, "participation/feedback/questionnaire.html", form, context)


@require(Permission.MEETINGS_WRITE)
@require_POST
def questionnaire_leave(request: Any, questionnaire_id: str, questionnaire_use_id: str) -> HttpResponse:
    """A project is asked with own questions again."""
    kept = _questionnaire(request, questionnaire_id)
    uses = queries.uses(user=request.user, questionnaire=kept)
    use = next((one for one in uses if one.public_id == questionnaire_use_id), None)
    if use is None:
        raise Http404
    asking.use_own(project=use.project, by=request.user, at=timezone.now())
    return done(request, _("The project is asked with own questions again."), *_to(request, kept))


@require(Permission.MEETINGS_WRITE)
@require_POST
def questionnaire_retire(request: Any, questionnaire_id: str) -> HttpResponse:
    """Takes it out of use; what was answered stays."""
    kept = _questionnaire(request, questionnaire_id)
    try:
        asking.retire(questionnaire=kept, by=request.user, at=timezone.now())
    except asking.CannotAsk as refusal:
        return refused(request, refusal, *_to(request, kept))
    return done(request, _("It is out of use."), "questionnaire_list", request.municipality.slug)


def _questionnaire(request: Any, public_id: str) -> Questionnaire:
    rows = Questionnaire.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _to(request: Any, kept: Questionnaire) -> tuple[str, str, str]:
    return "questionnaire_detail", request.municipality.slug, kept.public_id
