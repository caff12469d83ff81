"""Which period, and which case the papers belong to."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.reports.period import Period, year

CASE_LENGTH = 60


class ArchiveForm(forms.Form):
    """Two days, and the archive's own number of the case, which is not kept here."""

    from_day = forms.DateField(label=_("From"))
    to_day = forms.DateField(label=_("To"))
    case = forms.CharField(
        label=_("Case reference"),
        max_length=CASE_LENGTH,
        required=False,
        help_text=_(
            "The archive's number of the case, for example 26/1234. It is written into the package, and not kept."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        start, end = given.get("from_day"), given.get("to_day")
        if start and end and end < start:
            self.add_error("to_day", _("The period ends before it starts."))
        return given

    def period(self, today: date) -> Period:
        """What was asked for; this year where it was not, or made no sense."""
        if self.is_bound and self.is_valid():
            return Period(self.cleaned_data["from_day"], self.cleaned_data["to_day"])
        return year(today.year)


class CaseForm(forms.Form):
    """The case reference alone, as it comes with a link."""

    case = forms.CharField(max_length=CASE_LENGTH, required=False)
