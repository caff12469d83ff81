"""Which report is drafted by itself, and when."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import UnitQuerySet
from participation.reports.models import Report, ReportRhythm


class RhythmForm(forms.Form):
    """The month counts for a budget alone."""

    kind = forms.ChoiceField(
        label=_("Which report?"),
        choices=[choice for choice in Report.Kind.choices if choice[0] != Report.Kind.PROJECT],
    )
    unit: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Of what?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("The whole municipality"),
    )
    every = forms.ChoiceField(label=_("When?"), choices=ReportRhythm.Every.choices, widget=forms.RadioSelect)
    day = forms.IntegerField(label=_("On which day of the month?"), min_value=1, max_value=28, initial=10)
    month = forms.TypedChoiceField(
        label=_("In which month?"),
        coerce=int,
        initial=8,
        choices=[(number, name) for number, name in MONTHS.items()],
        help_text=_("Only for the budget. The others come in the month after the period."),
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.label_from_instance = units, lambda row: row.name
