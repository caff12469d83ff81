"""One need: what it is about, in the person's words, and what it may be used for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.support_needs.models import SupportNeed
from representatives.support_needs.services import LONGEST


class SupportNeedForm(forms.Form):
    """What is needed, never why."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=SupportNeed.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What is needed?"),
        help_text=_("For example “a seat near the door”. No diagnosis, only what you need."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )
    purpose = forms.ChoiceField(
        label=_("What may it be used for?"),
        choices=SupportNeed.Purpose.choices,
        widget=forms.RadioSelect,
        initial=SupportNeed.Purpose.MEETINGS,
    )
