"""Who sees what: one question for each part of the profile."""

from typing import Any

from django import forms

from representatives.visibility.models import Visibility

Field, Audience = Visibility.Field, Visibility.Audience


class VisibilityForm(forms.Form):
    """For each field who may see it; lived experience is never offered to the whole network."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, label in Field.choices:
            choices = [
                (value, name)
                for value, name in Audience.choices
                if not (field == Field.EXPERIENCE and value == Audience.NETWORK)
            ]
            self.fields[field] = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
