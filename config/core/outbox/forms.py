"""The shapes of what is chosen and typed in the outbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.outbox.handling import MOST_WORDS
from config.core.outbox.kinds import all_kinds
from config.core.outbox.models import Message, MessageQuerySet


class FilterForm(forms.Form):
    """By state, by kind, and to one recipient (by a link from another message)."""

    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    recipient = forms.SlugField(required=False, max_length=22, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.name, kind.label) for kind in all_kinds()]
        self.fields["state"].choices = [("", _("All")), *Message.State.choices]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["kind"].choices = [("", _("All")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self, field: str) -> str:
        """What was chosen, if it is one of the choices."""
        self.is_valid()
        return str(self.cleaned_data.get(field) or "")

    @property
    def active(self) -> int:
        return sum(bool(self.chosen(name)) for name in self.fields)

    def rows(self, messages: MessageQuerySet) -> MessageQuerySet:
        """The messages that were asked for."""
        for field, column in (("state", "state"), ("kind", "kind"), ("recipient", "recipient_id")):
            if chosen := self.chosen(field):
                messages = messages.filter(**{column: chosen})
        return messages


class CountForm(forms.Form):
    """The number that was read before the press."""

    count = forms.IntegerField(min_value=0, max_value=10_000_000, widget=forms.HiddenInput)


class DiscardForm(forms.Form):
    """Why a message is taken out."""

    reason = forms.ChoiceField(
        label=_("Why?"), choices=Message.Reason.choices, widget=forms.RadioSelect, required=True
    )


class WordsForm(forms.Form):
    """A few words on top of the letter."""

    words = forms.CharField(
        label=_("Your own words on top of the letter"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Only this person reads them. Write nothing about health or a diagnosis. Empty takes them away."
        ),
    )
