"""The shapes of a decision and of a search for somebody who is not in the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.candidates.models import Choice


class ChoiceForm(forms.Form):
    """One press decides; the reason is asked for only when something stands against the choice."""

    decision = forms.ChoiceField(choices=Choice.Decision.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you choose this person all the same?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the choice, and the person may read it."),
    )


class WhyNotForm(forms.Form):
    """Whom one wonders about."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("A part of the name is enough."))
