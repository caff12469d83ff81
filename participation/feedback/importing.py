"""A questionnaire of others from the municipality's own file: read, checked, and kept with its licence in words.

The file is a list (CSV or a workbook). Rows `title`, `source` and `licence` have the value beside them; then a row of
headings that begins with `side`, and a row for each question: for whom, its text in bokmål, nynorsk and English, and
the steps of the answer from the lowest, each as `bokmål | nynorsk | English`, or one word where it is the same.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.feedback.questions import Questionnaire, Side
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import Unreadable

MOST_ITEMS, LEAST_STEPS, MOST_STEPS = 60, 2, 7
LONGEST_TITLE, LONGEST_SOURCE, LONGEST_LICENCE, LONGEST_TEXT, LONGEST_STEP = 140, 300, 4000, 300, 80
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
ABOUT = ("title", "source", "licence")
BOTH = "both"
FIRST_STEP = 4
SAMPLE = "feedback-sample.csv"


class CannotImport(Exception):
    """The file is no questionnaire that can be used; the text can be shown."""


@transaction.atomic
def import_file(*, municipality: Any, data: bytes, name: str, by: Any, at: datetime) -> Questionnaire:
    """Keeps the questionnaire in a file.

    Refuses a file that cannot be read, that lacks title, source or licence, has no questions or more than sixty, a
    question that is not there in a language or has other than two to seven steps, and a title that is in use.
    """
    read = read_file(data, name)
    rows = Questionnaire.objects.select_for_update(of=("self",)).of(municipality).in_use()
    if rows.filter(title=read["title"]).exists():
        raise CannotImport(_("A questionnaire of this title is in use already. Take that out of use first."))
    kept = Questionnaire.objects.create(municipality=municipality, imported_by=by, imported_at=at, **read)
    audit.record("questionnaire.imported", obj=kept, by=by, at=at)
    return kept


def read_file(data: bytes, name: str) -> dict[str, Any]:
    """Title, source, licence and items of a file; refuses as `import_file` does."""
    try:
        sheet = next(sheet for sheet in read_workbook(data, name).sheets if sheet.rows)
    except Unreadable as refusal:
        raise CannotImport(_(refusal.sentence.template) % refusal.sentence.values) from refusal
    about: dict[str, str] = {}
    items: list[dict[str, Any]] = []
    is_below = False
    for row in sheet.rows:
        cells = [_text(cell) for cell in row.cells]
        head = cells[0].lower() if cells else ""
        if is_below:
            items += _items(cells, row.number, len(items))
        elif head in ABOUT:
            about[head] = _second(cells)
        is_below = is_below or head == "side"
    _check(about, items, is_below=is_below)
    return {**{part: about[part] for part in ABOUT}, "items": items}


def _check(about: dict[str, str], items: list[dict[str, Any]], *, is_below: bool) -> None:
    if not about.get("licence"):
        raise CannotImport(
            _(
                "The licence text is missing. Write in the row “licence” what lets you use the questionnaire, and ask "
                "whoever owns it if you do not know."
            )
        )
    for part, words, longest in (
        ("title", _("The title is missing. Write it in the row “title”."), LONGEST_TITLE),
        ("source", _("The source is missing. Write in the row “source” whose it is."), LONGEST_SOURCE),
        ("licence", "", LONGEST_LICENCE),
    ):
        if not about.get(part):
            raise CannotImport(words)
        if len(about[part]) > longest:
            raise CannotImport(
                _("The row “%(part)s” has more than %(longest)d letters.")
                % {"part": part, "longest": longest}
            )
    if not is_below or not items:
        raise CannotImport(_("There are no questions under a row of headings that begins with “side”."))
    if len({item["number"] for item in items}) > MOST_ITEMS:
        raise CannotImport(_("There are more than %(most)d questions.") % {"most": MOST_ITEMS})
    for item in items:
        del item["number"]


def _items(cells: list[str], number: int, before: int) -> list[dict[str, Any]]:
    if not any(cells):
        return []
    side = cells[0].lower()
    if side not in (*Side.values, BOTH):
        raise CannotImport(
            _("Row %(row)d: the first column says “representative”, “professional” or “both”.")
            % {"row": number}
        )
    text = dict(zip(LANGUAGES, [*cells[1:FIRST_STEP], "", "", ""], strict=False))
    if not all(text.values()):
        raise CannotImport(
            _("Row %(row)d: the question is not there in bokmål, nynorsk and English.") % {"row": number}
        )
    steps = [_step(cell, number) for cell in cells[FIRST_STEP:] if cell]
    if not LEAST_STEPS <= len(steps) <= MOST_STEPS:
        raise CannotImport(
            _("Row %(row)d: a question has two to seven answers to choose from.") % {"row": number}
        )
    if max(map(len, text.values())) > LONGEST_TEXT:
        raise CannotImport(_("Row %(row)d: the question is too long.") % {"row": number})
    sides: Iterable[str] = Side.values if side == BOTH else [side]
    return [
        {"key": f"i{before + place}", "side": one, "text": text, "steps": steps, "number": number}
        for place, one in enumerate(sides, start=1)
    ]


def _step(cell: str, number: int) -> dict[str, str]:
    parts = [part.strip() for part in cell.split("|")]
    words = parts * len(LANGUAGES) if len(parts) == 1 else parts
    if len(words) != len(LANGUAGES) or not all(words):
        raise CannotImport(
            _("Row %(row)d: an answer is one word, or one for each language with | between.")
            % {"row": number}
        )
    if max(map(len, words)) > LONGEST_STEP:
        raise CannotImport(_("Row %(row)d: an answer is too long.") % {"row": number})
    return dict(zip(LANGUAGES, words, strict=True))


def _second(cells: list[str]) -> str:
    return cells[1] if len(cells) > 1 else ""


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()
