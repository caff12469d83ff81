"""The shapes of a decision, a note, a comparison, and of a search for somebody who is not in the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from projects.candidates.models import Balance, Choice
from projects.candidates.noting import LONGEST
from projects.matching.balance import Emphasis


class ChoiceForm(forms.Form):
    """One press decides; the reason is asked for only when something stands against the choice."""

    decision = forms.ChoiceField(choices=Choice.Decision.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you choose this person all the same?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the choice, and the person may read it. Nothing about health."),
    )


class LaterForm(forms.Form):
    """When to think of somebody again; without a day the person is kept for later all the same."""

    ask_again_on = forms.DateField(
        label=_("When do you want to think of them again?"),
        required=False,
        widget=DayMonthYear,
        help_text=_("On that day the name stands on top of “Ask later”. Nobody is asked by itself."),
    )


class NoteForm(forms.Form):
    """A word about one person for one request."""

    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Short, for you who choose. The person may read it. Nothing about health."),
    )


class BalanceForm(forms.Form):
    """The municipality's choice between fit and taking turns."""

    emphasis = forms.ChoiceField(
        label=Balance._meta.get_field("emphasis").verbose_name,
        widget=forms.RadioSelect,
        choices=[
            (
                Emphasis.FIT.value,
                _("Fit first: levels and wishes count three times as much as rest and load"),
            ),
            (Emphasis.BALANCED.value, _("Balanced: both count the same")),
            (
                Emphasis.TURN.value,
                _("Turn first: rest and load count three times as much as levels and wishes"),
            ),
        ],
    )


class WhyNotForm(forms.Form):
    """Whom one wonders about."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("A part of the name is enough."))


def people_ticked(given: Any, *, most: int) -> list[str]:
    """The public ids of the people who were ticked, each once, never more than one over what is allowed."""
    return list(dict.fromkeys(given.getlist("person")))[: most + 1]
