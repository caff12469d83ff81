"""The upload of a list, and a person's corrections and decisions on its preview."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from representatives.spreadsheets.decisions import EVERY, Decisions
from representatives.spreadsheets.differences import COMPARED
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.services import Layout

IGNORED = "-"
# Of the digits 0 to 9 only, and few: `str.isdigit` takes signs that `int` refuses.
NUMBER = re.compile(r"[0-9]{1,6}")


class UploadForm(forms.Form):
    """A list as the municipality keeps it, with corrections of where it is and what its columns are."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_(
            "Excel, OpenDocument or CSV, at most 5 MB and 20,000 rows. It is read, shown to you, and not kept."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if getattr(file, "is_too_large", False) or file.size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(_("The file is larger than 5 MB. Keep only the sheet with the list."))
        return file

    def layout(self) -> Layout:
        """Sheet, heading row and columns where the person chose them; `column-3=phone`, `column-4=-` to leave out."""
        header = self.data.get("header_row", "")
        columns: dict[int, str | None] = {}
        for index, value in numbered(self.data, "column-"):
            if value in FIELD_NAMES or value == IGNORED:
                columns[index] = None if value == IGNORED else value
        return Layout(
            sheet=self.data.get("sheet") or None,
            header_row=int(header) if NUMBER.fullmatch(header) else None,
            columns=columns or None,
        )


FIELD_NAMES = frozenset(field.value for field in Field)


def decisions_from(data: Any, unmapped: list[dict[str, Any]]) -> Decisions:
    """What was chosen on the preview.

    `term-0` for the first unknown word, `row-71` for a possible duplicate, `use-71` for each field that row 71 takes
    from the list (or `all`), `use_all` for everyone.
    """
    terms = {
        (word["field"], word["text"].casefold()): data.get(f"term-{number}", "")
        for number, word in enumerate(unmapped)
    }
    fields = {
        row: frozenset(data.getlist(f"use-{row}")) & {*COMPARED, EVERY}
        for row, _last in numbered(data, "use-")
    }
    return Decisions(
        terms=terms, rows=dict(numbered(data, "row-")), fields=fields, all_fields=bool(data.get("use_all"))
    )


def numbered(data: Any, prefix: str) -> Iterator[tuple[int, str]]:
    """Number and value of every field such as `row-71`; names that only look like it are passed over."""
    for name in data:
        number = name.removeprefix(prefix)
        if name.startswith(prefix) and NUMBER.fullmatch(number):
            yield int(number), data[name]
