"""What a professional says about being asked, and courses."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GladForm(forms.Form):
    """What colleagues may ask about."""

    about = forms.CharField(
        label=_("What can colleagues ask you about?"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "In a few words, nothing about health. Your name, unit, position and e-mail stand beside it for colleagues "
            "in the municipality. You take it back with one press."
        ),
    )
    story = forms.CharField(
        label=_("How did it go? Tell it to a colleague who hesitates"),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "If you like. What did you want, what did you do, what became better, what was hard? No names, and nothing "
            "that others have told about themselves. Colleagues can read it, print it and pass it on."
        ),
    )


class StaffCourseForm(forms.Form):
    """A course for professionals."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(label=_("What is it about?"), max_length=300, required=False)
    address = forms.URLField(
        label=_("Where can one read more?"), max_length=300, required=False, assume_scheme="https"
    )
    is_offered = forms.BooleanField(label=_("Offered now"), required=False, initial=True)
