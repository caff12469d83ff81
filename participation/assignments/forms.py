"""The shapes of a search among assignments, of the role agreement, the terms, a pause, and of ending one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from participation.assignments import agreeing
from participation.assignments.models import TERMS_LENGTH, Assignment
from participation.assignments.queries import Search
from projects.planning.models import Involvement, Phase


class SearchForm(forms.Form):
    """Filters of the list of assignments."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Assignment.State.choices]
    )
    left = forms.BooleanField(label=_("Left by the person, not taken note of"), required=False)
    project = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)
    request = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)
    representative = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


class EndForm(forms.Form):
    """Why an assignment ends."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        max_length=200,
        help_text=_("One short sentence. The person can read it. Nothing about health."),
    )


class LeaveForm(forms.Form):
    """The person's own words for leaving; none are needed."""

    reason = forms.CharField(
        label=_("Is there something we should know?"),
        required=False,
        max_length=200,
        help_text=_("You need not say why. Nothing about health."),
    )


class RestForm(forms.Form):
    """Until when a person rests from an assignment."""

    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("Leave it empty if nobody knows yet."),
        required=False,
        widget=DayMonthYear,
    )


class FeesForm(forms.Form):
    """Whether the person wants no fees for this assignment; one press says it."""

    declines = forms.BooleanField(required=False)


class TermsForm(forms.Form):
    """What was agreed on with one person."""

    terms = forms.CharField(
        label=_("What have you agreed on?"),
        help_text=_(
            "Times, pay and travel for this person alone. The person and the project can read it. "
            "Nothing about health."
        ),
        required=False,
        max_length=TERMS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RoleForm(forms.Form):
    """The part in each phase, for those `sides` that the one who writes may speak for."""

    LABELS = {
        agreeing.PERSON: _("%(phase)s: the person wants to be"),
        agreeing.PROJECT: _("%(phase)s: the project wants the person to be"),
        agreeing.BOTH: _("%(phase)s: you have agreed on"),
        agreeing.AFTER: _("%(phase)s: in the end it became"),
    }

    def __init__(self, *args: Any, assignment: Assignment, sides: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = tuple(sides)
        choices = [("", _("Not said")), *Involvement.choices]
        for row in agreeing.lines(assignment):
            for side in self.sides:
                self.fields[f"{row.phase}-{side}"] = forms.ChoiceField(
                    label=self.LABELS[side] % {"phase": row.get_phase_display()},
                    choices=choices,
                    required=False,
                    initial=getattr(row, side),
                )

    def words(self) -> dict[str, dict[str, str]]:
        """What was said, by phase, as `agreeing.say` takes it."""
        return {
            phase: {side: self.cleaned_data[f"{phase}-{side}"] for side in self.sides}
            for phase in Phase.values
        }


class OwnRoleForm(RoleForm):
    """The person's own wish for each phase."""

    LABELS = {agreeing.PERSON: _("%(phase)s: I want to be")}

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, assignment=assignment, sides=[agreeing.PERSON], **kwargs)
