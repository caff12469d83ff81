"""The form of a new person, who may be somebody that was erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.registry.forms import ProfileForm


class NewPersonForm(ProfileForm):
    """A new person; whoever was erased comes in only by a new word, which is asked for when it is needed."""

    has_word = forms.BooleanField(
        label=_("The person has told me anew that they want to be in the network"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("has_word"):
            self.ask()

    def ask(self) -> None:
        """Shows the question, which is hidden for everybody else."""
        self.fields["has_word"].widget = forms.CheckboxInput()

    def ask_for_word(self, why: str) -> None:
        """Says why the person is not taken in yet, beside the question that opens the way."""
        self.ask()
        self.add_error("has_word", why)
