"""A questionnaire is imported with its licence or not at all, and asked instead of the own questions where chosen."""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from config.core.audit.models import AuditEvent
from participation.feedback import asking, importing, services
from participation.feedback.questions import FeedbackQuestion, Questionnaire, QuestionnaireUse
from participation.feedback.setting_views import SAMPLE
from tests.helpers.constraints import assert_refused
from tests.participation.seats import LATER

HEAD = [["title", "Skjema"], ["source", "Oss"], ["licence", "Fritt."], ["side", "nb", "nn", "en", "1", "2"]]
ROW = ["both", "Gikk det?", "Gjekk det?", "Did it go?", "Nei | Nei | No", "Ja | Ja | Yes"]


def _csv(*rows):
    return "\n".join(";".join(row) for row in rows).encode()


def _take(municipality, alice, *rows, data=b""):
    return importing.import_file(
        municipality=municipality, data=data or _csv(*rows), name="skjema.csv", by=alice, at=LATER
    )


def _without(name):
    return [row for row in HEAD if row[0] != name]


def test_the_sample_is_a_questionnaire(municipality, alice):
    kept = _take(municipality, alice, data=SAMPLE.read_bytes())

    assert kept.title.startswith("Eksempel") and "oppdiktet" in kept.title
    assert [item["side"] for item in kept.items] == [
        "representative",
        "professional",
        "representative",
        "representative",
        "professional",
    ]
    assert kept.items[0]["steps"][0] == {"nb": "Helt uenig", "nn": "Heilt usamd", "en": "Strongly disagree"}
    assert len({item["key"] for item in kept.items}) == 5
    assert AuditEvent.objects.filter(kind="questionnaire.imported").exists()


def test_a_workbook_is_read_too(municipality, alice):
    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([*HEAD, ROW]):
        sheet.write_row(number, 0, row)
    book.close()

    assert len(_take(municipality, alice, data=memory.getvalue()).items) == 2


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*_without("licence"), ROW], "licence text is missing"),
        ([["licence", " "], *_without("licence"), ROW], "licence text is missing"),
        ([*_without("title"), ROW], "title is missing"),
        ([*_without("source"), ROW], "source is missing"),
        ([["title", "x" * 141], *_without("title"), ROW], "more than 140"),
        (HEAD, "no questions"),
        ([*_without("side"), ROW], "no questions"),
        ([*HEAD, *([ROW] * 61)], "more than 60"),
        ([*HEAD, ["everybody", *ROW[1:]]], "Row 5: the first column"),
        ([*HEAD, ["both", "Gikk det?", "", "Did it go?", "Nei", "Ja"]], "Row 5: the question is not there"),
        ([*HEAD, [*ROW[:4], "Nei"]], "two to seven"),
        ([*HEAD, [*ROW[:4], *["Ja"] * 8]], "two to seven"),
        ([*HEAD, [*ROW[:4], "Nei | No", "Ja"]], "one for each language"),
        ([*HEAD, ["both", "x" * 301, *ROW[2:]]], "question is too long"),
    ],
)
def test_what_is_no_questionnaire_is_refused_in_a_sentence(municipality, alice, rows, words):
    with pytest.raises(importing.CannotImport, match=words):
        _take(municipality, alice, *rows)

    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("data", [b" ", b"%PDF-1.7 nothing", b"\x7fELF" + b"\0" * 50, b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(municipality, alice, data):
    with pytest.raises(importing.CannotImport) as refusal:
        _take(municipality, alice, data=data)

    assert str(refusal.value).endswith(".")


def test_sixty_are_taken_and_a_title_only_once(municipality, alice):
    kept = _take(municipality, alice, *HEAD, *([ROW] * 60))
    assert len(kept.items) == 120

    with pytest.raises(importing.CannotImport, match="in use already"):
        _take(municipality, alice, *HEAD, ROW)
    asking.retire(questionnaire=kept, by=alice, at=LATER)
    assert _take(municipality, alice, *HEAD, ROW)


def test_a_project_that_uses_it_is_asked_with_it_and_own_questions_fill_a_missing_side(
    municipality, project, held, owner, alice
):
    kept = _take(municipality, alice, *HEAD, ["representative", *ROW[1:]])
    asking.choose(questionnaire=kept, project=project, by=alice, at=LATER)

    pulse = services.ask(meeting=held, by=alice, at=LATER)[0].pulse

    assert pulse.questionnaire == kept
    assert [one["text"]["nb"] for one in pulse.of_side("representative")] == ["Gikk det?"]
    assert len(pulse.of_side("professional")) == 5


def test_a_project_goes_back_to_own_questions_and_what_is_retired_is_not_chosen(municipality, project, alice):
    kept = _take(municipality, alice, *HEAD, ROW)
    asking.choose(questionnaire=kept, project=project, by=alice, at=LATER)
    asking.use_own(project=project, by=alice, at=LATER)
    with pytest.raises(asking.CannotAsk, match="does not use"):
        asking.use_own(project=project, by=alice, at=LATER)
    asking.choose(questionnaire=kept, project=project, by=alice, at=LATER)

    asking.retire(questionnaire=kept, by=alice, at=LATER)

    assert not QuestionnaireUse.objects.exists()
    with pytest.raises(asking.CannotAsk, match="out of use"):
        asking.choose(questionnaire=kept, project=project, by=alice, at=LATER)
    with pytest.raises(asking.CannotAsk, match="out of use"):
        asking.retire(questionnaire=kept, by=alice, at=LATER)


def test_a_questionnaire_of_another_municipality_is_refused(other_municipality, project, alice):
    kept = _take(other_municipality, alice, *HEAD, ROW)

    with pytest.raises(asking.CannotAsk, match="another municipality"):
        asking.choose(questionnaire=kept, project=project, by=alice, at=LATER)


def _texts(*words):
    return [{"nb": f"{word} nb", "nn": f"{word} nn", "en": f"{word} en"} for word in words]


def test_own_questions_are_asked_from_then_on(municipality, pulse, held, alice):
    said = {"municipality": municipality, "kind": "after_meeting", "side": "representative"}
    asking.write_questions(texts=_texts("En", "To"), by=alice, at=LATER, **said)
    asking.write_questions(texts=_texts("Tre"), by=alice, at=LATER, **said)

    texts = asking.own_texts(municipality, "after_meeting")
    assert [text["nn"] for text in texts["representative"]] == ["Tre nn"]
    assert len(texts["professional"]) == 5
    pulse.refresh_from_db()
    assert len(pulse.of_side("representative")) == 5
    assert AuditEvent.objects.filter(kind="feedback.questions_written").count() == 2


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], "five at most"),
        (_texts(*"abcdef"), "five at most"),
        (_texts("a", "a"), "twice"),
        ([{"nb": "Gikk det?", "nn": " ", "en": "Did it?"}], "all three languages"),
    ],
)
def test_questions_that_cannot_be_asked(municipality, alice, texts, words):
    said = {"municipality": municipality, "kind": "delayed", "side": "professional"}

    with pytest.raises(asking.CannotAsk, match=words):
        asking.write_questions(texts=texts, by=alice, at=LATER, **said)

    assert not FeedbackQuestion.objects.exists()


def test_five_places_and_one_question_in_each(municipality):
    row = {"municipality": municipality, "kind": "delayed", "side": "professional"}
    row |= {"text_nb": "a", "text_nn": "a", "text_en": "a"}
    FeedbackQuestion.objects.create(position=1, **row)

    assert_refused(
        lambda: FeedbackQuestion.objects.create(position=1, **row), "feedback_question_once_per_place"
    )
    assert_refused(
        lambda: FeedbackQuestion.objects.create(position=6, **row), "feedback_question_is_one_of_five"
    )
