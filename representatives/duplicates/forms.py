"""The shape of a merge: for each field that differs, whose value is kept."""

from typing import Any

from django import forms

from representatives.duplicates.fields import Side


class MergeForm(forms.Form):
    """One choice for each field in which both have something, and not the same."""

    def __init__(self, *args: Any, sides: list[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in sides:
            if side.is_open:
                self.fields[side.name] = forms.ChoiceField(
                    label=side.label.capitalize(),
                    choices=side.choices,
                    widget=forms.RadioSelect,
                    initial=side.standard,
                )
