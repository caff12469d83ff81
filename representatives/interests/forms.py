"""A topic, and how often."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.interests.models import Hearing


class TopicForm(LookupForm):
    """One topic, in the catalogue's words."""

    term = TermChoice(label=_("Write a word, or choose from the list"))

    def __init__(
        self,
        *args: Any,
        municipality: Any,
        kinds: tuple[str, ...],
        suggest: str = "term_suggest",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["term"]
        topic.offer(municipality, kinds, suggest=suggest)


class HowForm(forms.Form):
    """How often letters come."""

    how = forms.ChoiceField(label=_("How often?"), choices=Hearing.How.choices, widget=forms.RadioSelect)
