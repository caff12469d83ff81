"""The shapes of a call, of interest that is written down, of a decision, and of the person's own few words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from projects.calls.models import WORDS_LENGTH, Interest

NO_HEALTH = _("A few words, if you like. Nothing about health: no diagnosis and no illness.")


class CallForm(forms.Form):
    """Until when, what is said first, and whether names are hidden while it is read."""

    open_until = forms.DateField(
        label=_("Last day to say that one is interested"),
        widget=DayMonthYear,
        help_text=_("Two weeks are enough for most. Whoever hears once a week needs at least one Monday."),
    )
    greeting = forms.CharField(
        label=_("What the letter and the page say first"),
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 3, "data-draft": ""}),
        help_text=_("One or two sentences, in plain words. The rest comes from the request."),
    )
    is_blind = forms.BooleanField(
        label=_("Read without names"),
        required=False,
        initial=True,
        help_text=_("Name and area are hidden until you have read what each person says."),
    )

    def __init__(self, *args: Any, is_published: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_published:
            del self.fields["is_blind"]


class ReopenForm(forms.Form):
    """A new last day."""

    open_until = forms.DateField(label=_("New last day"), widget=DayMonthYear)


class FindForm(forms.Form):
    """Who called or wrote."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("A part of the name is enough."))


class RegisterForm(forms.Form):
    """Interest that came by phone or on paper."""

    said_by = forms.ChoiceField(
        label=_("How did you hear it?"),
        choices=[(one.value, one.label) for one in (Interest.By.PHONE, Interest.By.PAPER)],
        widget=forms.RadioSelect,
        initial=Interest.By.PHONE,
    )
    words = forms.CharField(
        label=_("What the person says"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In the person's own words. Nothing about health."),
    )


class OwnInterestForm(forms.Form):
    """One press, and a few words for those who like."""

    words = forms.CharField(
        label=_("Would you like to say something?"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_HEALTH,
    )


class DecisionForm(forms.Form):
    """What the person is answered; a reason only where something stands against it."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Interest.Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why do you choose this person all the same?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Only needed when something stands against it. It is kept with the choice, and the person may read it. "
            "Nothing about health."
        ),
    )
