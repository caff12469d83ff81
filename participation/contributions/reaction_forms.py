"""The shapes of what a contributor says of what came of it, and of what came of talking about that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.reactions import Reaction


class ReactionForm(forms.Form):
    """The word of the button that was pressed, and what the person wants to add."""

    word = forms.ChoiceField(
        choices=Reaction.Word.choices, error_messages={"required": _("Choose one of the two.")}
    )
    text = forms.CharField(
        label=_("Do you want to say more?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only the facilitator reads this. Nothing about health. You may also just press, and we call you."
        ),
    )


class SpokenReactionForm(ReactionForm):
    """The same, written down for somebody on the phone."""

    assignment = forms.SlugField(max_length=22)


class SettleForm(forms.Form):
    """What came of talking about it."""

    outcome = forms.CharField(
        label=_("What came of talking about it?"), max_length=300, help_text=_("Nothing about health.")
    )


def first_error(form: Any) -> str:
    """One sentence of what is wrong, for a form of one press."""
    return str(next(iter(form.errors.values()))[0])
