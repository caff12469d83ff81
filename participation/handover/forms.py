"""What is asked when a handover is started, and what is said of each thing in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from participation.handover import queries


class HandoverForm(forms.Form):
    """To whom, until when, and how things stand."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Who takes over"), to_field_name="public_id", empty_label=_("Choose")
    )
    last_day_on = forms.DateField(label=_("Last day"), required=False)
    note = forms.CharField(
        label=_("What the next one should know"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("About the work. Nothing about anybody's health."),
    )

    def __init__(self, *args: Any, municipality: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = queries.facilitators(municipality).exclude(pk=by.pk)
        self.has_anybody = others.exists()
        self.fields["to"].queryset = others  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["to"].label_from_instance = lambda user: user.get_full_name()  # type: ignore[attr-defined]  # as above


class NotesForm(forms.Form):
    """A word and a tick for each item of the pack."""

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ids = [item.public_id for item in items]
        for public_id in self.ids:
            self.fields[f"word-{public_id}"] = forms.CharField(required=False, max_length=300)
            self.fields[f"seen-{public_id}"] = forms.BooleanField(required=False)

    def notes(self) -> dict[str, tuple[str, bool]]:
        """What was written, by the item's id."""
        given = self.cleaned_data
        return {one: (given[f"word-{one}"], given[f"seen-{one}"]) for one in self.ids}
