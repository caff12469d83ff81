"""The shapes of own words in a letter, and of who letters come from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.models import LONGEST, LONGEST_SIGNATURE
from representatives.registry.forms import clean_phone
from representatives.registry.models import Representative


class LetterTextForm(forms.Form):
    """Own words: what stands first, what stands last, and who signs."""

    opening = forms.CharField(
        label=gettext_lazy("First in the letter"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("After the greeting. Empty: the letter goes straight to the matter."),
    )
    closing = forms.CharField(
        label=gettext_lazy("Last in the letter"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Before the signature."),
    )
    signature = forms.CharField(
        label=gettext_lazy("Signature"),
        required=False,
        max_length=LONGEST_SIGNATURE,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Empty: kind regards, and the name of the municipality."),
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Look at the letter to"),
        required=False,
        help_text=gettext_lazy("Looking at a real person’s letter is written in the access log."),
    )

    def __init__(self, *args: Any, people: Iterable[Representative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("somebody invented")), *((one.public_id, one.name) for one in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def words(self) -> dict[str, Any]:
        """The three parts, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("opening", "closing", "signature")}


class SenderForm(forms.Form):
    """Who letters come from, where answers go, and whom to call."""

    name = forms.CharField(
        label=gettext_lazy("Name of the sender"),
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "Stands as the sender in people’s mailboxes. Empty: the name of the municipality."
        ),
    )
    email = forms.EmailField(
        label=gettext_lazy("Answers go to"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("An address that somebody reads every working day."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number to call"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Stands in every letter and on every answer page."),
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])
