"""The shapes of a search among assignments, and of ending one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.assignments.models import Assignment
from participation.assignments.queries import Search


class SearchForm(forms.Form):
    """Filters of the list of assignments."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Assignment.State.choices]
    )
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
