"""The shape of a code, as it is typed from a letter."""

from django import forms
from django.utils.translation import gettext_lazy


class CodeForm(forms.Form):
    """Eight signs; small or large, with or without the line between."""

    code = forms.CharField(
        label=gettext_lazy("The code in the letter"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("Eight signs, such as K7PT-3MXD. Small letters will do."),
        error_messages={"required": gettext_lazy("Type the code that stands in the letter.")},
    )
