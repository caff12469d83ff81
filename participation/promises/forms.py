"""An answer in one press: a reason, and the button that says which answer it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Response


class OwnerAnswerForm(forms.Form):
    """What the five buttons send."""

    reason = forms.CharField(
        label=_("Why? Write it so that the person understands"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The person reads this. Two sentences are enough."),
        error_messages={"required": _("An answer needs a reason.")},
    )
    answer = forms.ChoiceField(
        choices=Response.Answer.choices, error_messages={"required": _("Press one of the five answers.")}
    )
