"""Why a proposal is taken although something stands against it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TakeForm(forms.Form):
    """One press takes the seat; the reason is asked for only when something stands against it."""

    reason = forms.CharField(
        label=_("Why do you choose this person all the same?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the choice, and the person may read it. Nothing about health."),
    )
