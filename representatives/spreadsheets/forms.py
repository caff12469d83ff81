"""The upload of a list, and a person's corrections and decisions on its preview."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from representatives.spreadsheets.decisions import Decisions
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.services import Layout

IGNORED = "-"


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
        for name in self.data:
            index = name.removeprefix("column-")
            value = self.data[name]
            if name.startswith("column-") and index.isdigit() and (value in FIELD_NAMES or value == IGNORED):
                columns[int(index)] = None if value == IGNORED else value
        return Layout(
            sheet=self.data.get("sheet") or None,
            header_row=int(header) if header.isdigit() and len(header) < 7 else None,
            columns=columns or None,
        )


FIELD_NAMES = frozenset(field.value for field in Field)


def decisions_from(data: Any, unmapped: list[dict[str, Any]]) -> Decisions:
    """What was chosen on the preview: `term-0` for the first unknown word, `row-71` for a possible duplicate."""
    terms = {
        (word["field"], word["text"].casefold()): data.get(f"term-{number}", "")
        for number, word in enumerate(unmapped)
    }
    rows = {
        int(name.removeprefix("row-")): data[name]
        for name in data
        if name.startswith("row-") and name.removeprefix("row-").isdigit()
    }
    return Decisions(terms=terms, rows=rows)
