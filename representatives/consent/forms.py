"""The shape of what the facilitator types when recording a consent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.consent.models import Consent


class ConsentForm(forms.Form):
    """How and when the person said yes."""

    channel = forms.ChoiceField(
        label=_("How did the person say yes?"), choices=Consent.Channel.choices, widget=forms.RadioSelect
    )
    given_on = forms.DateField(label=_("Which day?"), help_text=_("The day the person said it, or signed."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = today
