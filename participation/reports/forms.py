"""What a report shall be of: the period, the place, and the one decision it asks for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import UnitQuerySet
from participation.reports.period import LAST_YEAR, OWN, THIS_YEAR, Period, offered
from participation.support.models import AskQuerySet


class ReportForm(forms.Form):
    """Period, place and ask. Own dates are needed only when they are chosen."""

    period = forms.ChoiceField(label=_("Which period?"), widget=forms.RadioSelect, initial=THIS_YEAR)
    period_from = forms.DateField(label=_("From"), required=False, help_text=_("Only for own dates."))
    period_to = forms.DateField(label=_("To"), required=False, help_text=_("Only for own dates."))
    unit: Any = forms.ModelChoiceField(
        queryset=None, label=_("Of what?"), required=False, to_field_name="public_id"
    )
    ask: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Which decision does it ask for?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("None"),
        help_text=_("A report works best when it asks for one thing."),
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        units: UnitQuerySet,
        asks: AskQuerySet,
        may_whole: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.periods = offered(today)
        names = {THIS_YEAR: _("This year: %s"), LAST_YEAR: _("Last year: %s")}
        period: Any = self.fields["period"]
        period.choices = [
            *((key, names.get(key, "%s") % capfirst(found.words)) for key, found in self.periods.items()),
            (OWN, _("Own dates")),
        ]
        unit: Any = self.fields["unit"]
        unit.queryset, unit.label_from_instance = units, lambda row: row.name
        unit.empty_label, unit.required = _("The whole municipality"), not may_whole
        ask: Any = self.fields["ask"]
        ask.queryset, ask.label_from_instance = asks, lambda row: row.title

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen = given.get("period")
        if chosen != OWN:
            return given
        start, end = given.get("period_from"), given.get("period_to")
        if start is None or end is None:
            self.add_error("period_from", _("Give both days for own dates."))
        elif end < start:
            self.add_error("period_to", _("The period ends before it starts."))
        return given

    def wanted(self) -> dict[str, Any]:
        """What the service is to make, from a valid form."""
        given = self.cleaned_data
        if given["period"] == OWN:
            period = Period(given["period_from"], given["period_to"])
        else:
            period = self.periods[given["period"]]
        return {
            "period_from": period.start,
            "period_to": period.end,
            "unit": given["unit"],
            "ask": given["ask"],
        }
