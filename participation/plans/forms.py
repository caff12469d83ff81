"""What is typed about a plan and its lines. What can be changed is asked first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import UnitQuerySet
from participation.plans import queries
from participation.plans.judging import Stage
from participation.plans.models import FIRST_YEAR, LAST_YEAR, MOST_SEATS, ParticipationPlan, PlanLine
from projects.planning.models import Involvement


class WordsForm(forms.ModelForm[ParticipationPlan]):
    """What can be changed, what cannot, and what the plan is for."""

    class Meta:
        model = ParticipationPlan
        fields = ("can_change", "cannot_change", "purpose")
        labels = {
            "can_change": _("What can be changed this year?"),
            "cannot_change": _("What cannot be changed?"),
            "purpose": _("What should it lead to?"),
        }
        help_texts = {
            "can_change": _("What is still open in this unit, so that what representatives say can matter?"),
            "cannot_change": _("Money, law, or what is decided already. Write “nothing” if all is open."),
            "purpose": _("What should be better for patients and next of kin when the year is over?"),
        }
        widgets = {name: forms.Textarea({"rows": 3}) for name in fields}

    def _post_clean(self) -> None:
        """The service checks the row: a form that writes on it would show words that are not saved."""


class NewPlanForm(WordsForm):
    """The same, then for which unit and which year."""

    unit: Any = forms.ModelChoiceField(queryset=None, label=_("Unit"), to_field_name="public_id")
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    field_order = ("can_change", "cannot_change", "unit", "year", "purpose")

    def __init__(self, *args: Any, units: UnitQuerySet, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.label_from_instance = units, lambda one: one.name
        year: Any = self.fields["year"]
        year.choices = [(number, str(number)) for number in (this_year - 1, this_year, this_year + 1)]
        year.initial = this_year


class LineForm(forms.ModelForm[PlanLine]):
    """One place where representatives should be."""

    stage = forms.ChoiceField(label=_("At which stage?"), choices=Stage.choices, widget=forms.RadioSelect)
    involvement = forms.ChoiceField(
        label=_("With which part?"),
        choices=Involvement.choices,
        help_text=_(
            "A listener is told, a co-thinker is asked, an advisor is answered, a partner works with you as an equal, "
            "a decision-maker decides."
        ),
    )
    seats = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=2,
        help_text=_("Two or more are safer than one alone."),
    )

    class Meta:
        model = PlanLine
        fields = ("area", "stage", "involvement", "seats", "needed_by", "project", "why")
        labels = {
            "area": _("In which work?"),
            "needed_by": _("By when?"),
            "project": _("Which project is meant to do it?"),
            "why": _("Why there?"),
        }
        help_texts = {
            "area": _("A service or a piece of work, such as “letters about decisions”."),
            "project": _("Without a project, any involvement of the unit at this stage counts."),
        }

    def __init__(self, *args: Any, plan: ParticipationPlan, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.queryset, field.to_field_name = queries.projects_for(plan, user=user), "public_id"
        field.empty_label = _("None in particular")
        field.label_from_instance = lambda project: project.title
        # The row itself, so that the field finds its public id.
        self.initial["project"] = self.instance.project if self.instance.pk else None

    def _post_clean(self) -> None:
        """The service checks the row, as above."""


class YearForm(forms.Form):
    """Which year of the map to look at."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    def chosen(self, this_year: int) -> int:
        """The year that was asked for; this one where nothing readable was."""
        return (self.cleaned_data.get("year") if self.is_valid() else None) or this_year
