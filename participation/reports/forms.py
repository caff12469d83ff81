"""What a report shall be of: the period, the place, and the one decision it asks for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import UnitQuerySet
from participation.reports.kinds import Recipe, of_project
from participation.reports.period import LAST_YEAR, OWN, THIS_YEAR, Period, offered
from participation.support.models import AskQuerySet


class ReportForm(forms.Form):
    """Period, place and ask, as far as the kind wants them. Own dates are needed only when they are chosen."""

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
    project: Any = forms.ModelChoiceField(
        queryset=None, label=_("Which project?"), to_field_name="public_id", empty_label=_("Choose a project")
    )

    def __init__(
        self,
        *args: Any,
        recipe: Recipe,
        today: date,
        units: UnitQuerySet,
        asks: AskQuerySet,
        projects: Any,
        may_whole: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.periods = today, offered(today)
        names = {THIS_YEAR: _("This year: %s"), LAST_YEAR: _("Last year: %s")}
        period: Any = self.fields["period"]
        period.choices = [
            *((key, names.get(key, "%s") % capfirst(found.words)) for key, found in self.periods.items()),
            (OWN, _("Own dates")),
        ]
        unit: Any = self.fields["unit"]
        unit.queryset, unit.label_from_instance = units, lambda row: row.name
        unit.empty_label, unit.required = _("The whole municipality"), not may_whole
        if recipe.place == "unit":
            unit.empty_label, unit.required = _("Choose a unit"), True
        ask: Any = self.fields["ask"]
        ask.queryset, ask.label_from_instance = asks, lambda row: row.title
        project: Any = self.fields["project"]
        project.queryset, project.label_from_instance = projects, lambda row: row.title
        self._leave_out(recipe)

    def _leave_out(self, recipe: Recipe) -> None:
        """Fields that the kind has no use for."""
        unused = {"ask"} if not recipe.may_ask else set()
        if recipe.place == "project":
            unused |= {"period", "period_from", "period_to", "unit"}
        else:
            unused |= {"project"}
        if recipe.place == "whole":
            unused |= {"unit"}
        for name in unused:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("period") != OWN:
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
        named = ("unit", "ask", "project")
        return {"period": self._period(given)} | {name: given[name] for name in named if name in given}

    def _period(self, given: dict[str, Any]) -> Period:
        if "project" in given:
            return of_project(given["project"], today=self.today)
        if given["period"] == OWN:
            return Period(given["period_from"], given["period_to"])
        return self.periods[given["period"]]
