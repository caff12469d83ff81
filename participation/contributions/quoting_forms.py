"""The shape of a word about a quotation: yes or no, and the mark of the words that were seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class QuotationForm(forms.Form):
    """The button that was pressed."""

    word = forms.ChoiceField(
        choices=[("yes", _("You may quote this")), ("no", _("Do not quote this"))],
        error_messages={"required": _("Choose one of the two.")},
    )
    seen = forms.CharField(max_length=64)

    def said(self) -> dict[str, Any]:
        """What the service is to keep, from a valid form."""
        return {"is_allowed": self.cleaned_data["word"] == "yes", "seen": self.cleaned_data["seen"]}
