"""The shape of what the facilitator types when recording a consent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.consent.models import Consent
from representatives.registry.models import EXPERIENCE_KINDS, Level, Relation


class ConsentForm(forms.Form):
    """How and when the person said yes, and what shows it."""

    channel = forms.ChoiceField(
        label=_("How did the person say yes?"), choices=Consent.Channel.choices, widget=forms.RadioSelect
    )
    given_on = forms.DateField(label=_("Which day?"), help_text=_("The day the person said it, or signed."))
    evidence = forms.CharField(
        label=_("What shows it?"),
        help_text=_("Where the paper lies, for example “the blue binder, no. 14”. Nothing about health."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = today


class ExperienceForm(LookupForm):
    """Lived experience in the catalogue's words: an area, and from where the person knows it."""

    term = TermChoice(label=_("Experience area"))
    relation = forms.ChoiceField(label=_("From where"), choices=Relation.choices, widget=forms.RadioSelect)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int, initial=Level.NEW)

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].offer(municipality, EXPERIENCE_KINDS)  # type: ignore[attr-defined]  # TermChoice
