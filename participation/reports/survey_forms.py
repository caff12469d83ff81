"""Which year the survey is of."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.reports.survey import years


class YearForm(forms.Form):
    """One of the last years; the last whole one where nothing, or nonsense, is asked for."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = years(today)
        field: Any = self.fields["year"]
        field.choices = [(number, str(number)) for number in self.offered]
        field.initial = self.offered[0]

    def chosen(self) -> int:
        return int(self.cleaned_data["year"]) if self.is_bound and self.is_valid() else self.offered[0]
