"""The shape of what recurs."""

from django import forms

from participation.occasions.models import Occasion


class OccasionForm(forms.ModelForm[Occasion]):
    """What, from when, how often, and until when."""

    class Meta:
        model = Occasion
        fields = ("title", "on", "every", "until")
