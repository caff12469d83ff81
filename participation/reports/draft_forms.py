"""What is typed in a draft, when something is corrected, and when a file is verified."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.reports import services
from participation.reports.prose import PIECES

MOST_BYTES = 20 * 1024 * 1024
_MARK = re.compile(r"[0-9a-f]{64}")


class WordsForm(forms.Form):
    """One field for each piece of the kind; figures are put in by name."""

    def __init__(
        self,
        *args: Any,
        pieces: tuple[str, ...],
        known: Mapping[str, str],
        kept: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = dict(known)
        for key in pieces:
            piece = PIECES[key]
            self.fields[key] = forms.CharField(
                label=piece.label,
                help_text=piece.help_text,
                max_length=piece.most,
                required=False,
                initial=kept.get(key, ""),
                widget=forms.Textarea({"rows": 3 if piece.most <= 600 else 5}),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for key, text in list(given.items()):
            try:
                services.check(key, text, self.known)
            except services.CannotReport as refusal:
                self.add_error(key, str(refusal))
        return given


class CorrectForm(forms.Form):
    """Why there is a new version."""

    correction = forms.CharField(
        label=_("What is corrected, and why?"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands on both versions. The numbers are counted anew for the same period."),
    )


class VerifyForm(forms.Form):
    """A file, or the fingerprint that is printed in it."""

    file = forms.FileField(
        label=_("A file that was downloaded"), required=False, help_text=_("PDF or JSON. It is not kept.")
    )
    mark = forms.CharField(
        label=_("Or the fingerprint"),
        required=False,
        max_length=200,
        help_text=_("64 letters and digits, at the end of the report."),
    )
    content = b""

    def clean_mark(self) -> str:
        mark = re.sub(r"\s", "", self.cleaned_data["mark"]).lower()
        if mark and not _MARK.fullmatch(mark):
            raise forms.ValidationError(_now("A fingerprint is 64 letters from a to f and digits."))
        return mark

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                _now("The file is larger than any report. Choose the one you downloaded.")
            )
        if file:
            self.content = file.read()
        return file

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("mark") and not given.get("file"):
            raise forms.ValidationError(_now("Choose a file, or type the fingerprint."))
        return given
