"""The shapes of what is typed about a term."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.catalogue.models import Term
from representatives.catalogue.rules import LONGEST_NAME, LONGEST_WORD
from representatives.catalogue.services import NAMES


class TermForm(LookupForm):
    """A term: its three names, and where it lies."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Term.Kind.choices)
    name_nb = forms.CharField(label=_("Name in bokmål"), max_length=LONGEST_NAME)
    name_nn = forms.CharField(label=_("Name in nynorsk"), max_length=LONGEST_NAME)
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=LONGEST_NAME,
        help_text=_("Not sure? Write the Norwegian name again. You can change it later."),
    )
    parent = TermChoice(
        label=_("Under which term?"),
        required=False,
        empty_label=_("None: at the top"),
        help_text=_("Only where it helps: a wider term of the same kind."),
    )

    def __init__(self, *args: Any, municipality: Any, term: Term | None = None, **kwargs: Any) -> None:
        if term is not None:
            names = {field: getattr(term, field) for field in NAMES}
            kwargs["initial"] = {**names, "parent": term.parent}
        super().__init__(*args, **kwargs)
        if term is not None:
            del self.fields["kind"]
        kinds = [term.kind] if term else Term.Kind.values
        parent: Any = self.fields["parent"]
        parent.offer(municipality, kinds, kept=term.parent if term else None)

    @property
    def names(self) -> dict[str, str]:
        """The three names that were typed."""
        return {field: self.cleaned_data[field] for field in NAMES}


class SynonymForm(forms.Form):
    """A word that leads to a term."""

    text = forms.CharField(
        label=_("Another word"),
        max_length=LONGEST_WORD,
        help_text=_("What people here say or write. Whoever types it finds the term."),
    )


class MergeForm(LookupForm):
    """Which term another is merged into."""

    into = TermChoice(label=_("Merge it into which term?"))

    def __init__(self, *args: Any, term: Term, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].offer(municipality, [term.kind])  # type: ignore[attr-defined]  # TermChoice
