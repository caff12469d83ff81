"""What a person says before a list leaves the registry: which fields, what for, and in which kind of file."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from representatives.spreadsheets.exported import HEADINGS, TICKED, Shown

LONGEST_PURPOSE = 60


class Purpose(models.TextChoices):
    """What lists are taken out for."""

    CALLING = "calling", _("To call or write to people")
    GATHERING = "gathering", _("For a meeting, a course or a gathering")
    TIDYING = "tidying", _("To go through the list and correct it")
    OTHER = "other", _("Something else")


class Kind(models.TextChoices):
    """The kind of file."""

    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("Text with semicolons (.csv)")


class ExportForm(forms.Form):
    """The fields of the list, the purpose, and the kind of file. Lived experience is asked about apart."""

    fields_shown = forms.MultipleChoiceField(
        label=_("What the list shows"), widget=forms.CheckboxSelectMultiple, initial=list(TICKED)
    )
    with_experience = forms.BooleanField(
        label=_("Lived experience too"),
        required=False,
        help_text=_(
            "This is health information. It comes with those alone who have said yes to having it kept. Take it out "
            "only if you need it, keep the file where nobody else can open it, and delete it when you are done."
        ),
    )
    purpose = forms.ChoiceField(
        label=_("What is the list for?"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    other_purpose = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST_PURPOSE,
        help_text=_("Only for “Something else”. It is written in the log: name nobody here."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of file"), choices=Kind.choices, initial=Kind.XLSX, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(column), HEADINGS[column]) for column in Shown if column != Shown.EXPERIENCE]
        self.fields["fields_shown"].choices = offered  # type: ignore[attr-defined]  # MultipleChoiceField

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("purpose") == Purpose.OTHER and not given.get("other_purpose", "").strip():
            self.add_error("other_purpose", _("Say in a few words what the list is for."))
        return given

    def asked(self) -> dict[str, Any]:
        """What the service is asked for."""
        given = self.cleaned_data
        own = given["purpose"] == Purpose.OTHER
        return {
            "columns": [*given["fields_shown"], *([Shown.EXPERIENCE] if given["with_experience"] else [])],
            "purpose": given["other_purpose"] if own else given["purpose"],
            "as_text": given["kind"] == Kind.CSV,
        }
