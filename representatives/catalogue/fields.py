"""Choosing a term in a form: type and choose, or open the whole list. With JavaScript, typing suggests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from representatives.catalogue import lookup
from representatives.catalogue.models import Term

FIND = "find"  # the name of the button that looks up and saves nothing


@dataclass(frozen=True)
class Offer:
    """What may be chosen: terms in use of some kinds in a municipality, and the one that is chosen already."""

    municipality: Any
    kinds: tuple[str, ...]
    suggest: str
    kept: Term | None = None

    def terms(self) -> Any:
        """Every term that may be chosen, by kind and order."""
        in_use = Term.objects.offered_in(self.municipality).filter(kind__in=self.kinds)
        if self.kept is not None:
            in_use = Term.objects.filter(Q(pk__in=in_use.order_by().values("pk")) | Q(pk=self.kept.pk))
        return in_use.order_by("kind", "order", "name_nb", "pk")

    def groups(self) -> list[tuple[str, list[Term]]]:
        """The whole list, by kind."""
        found: dict[str, list[Term]] = {}
        for term in self.terms():
            found.setdefault(term.kind, []).append(term)
        return [(str(Term.Kind(kind).label), terms) for kind, terms in found.items()]


class TermLookup(forms.Widget):
    """A box to type in, what is found, and the whole list folded away."""

    template_name = "representatives/catalogue/lookup.html"
    use_fieldset = True
    offer: Offer | None = None
    empty_label: str | Promise = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return (data.get(name) or "", data.get(f"{name}_q") or "")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_q" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen, text = value if isinstance(value, tuple) else (value, "")
        chosen = getattr(chosen, "public_id", chosen) or ""
        offer = self.offer
        if offer is not None:
            address = urlencode({"field": name, "kind": offer.kinds}, doseq=True)
            slug = offer.municipality.slug
            context |= found_context(offer, text, name=name, chosen=chosen)
            context |= {
                "suggest": f"{reverse(offer.suggest, args=[slug])}?{address}",
                "groups": offer.groups(),
                "is_invalid": bool((attrs or {}).get("aria-invalid")),
                "empty_label": "" if self.is_required else self.empty_label,
            }
        return context


def found_context(offer: Offer, text: str, *, name: str, chosen: str = "") -> dict[str, Any]:
    """What a lookup shows: what `text` found, and before it the one that is chosen already."""
    found = lookup.find(offer.municipality, text, offer.kinds)
    if chosen and not any(term.public_id == chosen for term in found):
        found = [*offer.terms().filter(public_id=chosen)[:1], *found]
    return {"found": found, "text": text, "field": name, "chosen": chosen, "is_mixed": len(offer.kinds) > 1}


class TermChoice(forms.Field):
    """One term of the catalogue. What was typed is taken when it is the exact word of one term."""

    widget = TermLookup
    # What was typed before the term was chosen from what was found; empty until the form is clean.
    typed = ""
    default_error_messages = {  # noqa: RUF012  # as Django's own
        "invalid_choice": _("This term is not in use. Choose another."),
        "several": _("Choose one of those that were found."),
        "nothing": _("Nothing was found. Try another word, or open the whole list."),
    }

    def __init__(self, *, empty_label: str | Promise = "", **options: Any) -> None:
        super().__init__(**options)
        self.widget.empty_label = empty_label

    def offer(
        self, municipality: Any, kinds: Sequence[str], *, suggest: str = "term_suggest", kept: Any = None
    ) -> None:
        """Says what may be chosen. A form calls it when it is made."""
        self.offered = Offer(municipality, tuple(kinds), suggest, kept)
        self.widget.offer = self.offered

    def clean(self, value: Any) -> Term | None:
        chosen, text = value if isinstance(value, tuple) else (value, "")
        self.typed = ""
        if chosen:
            term: Term | None = self.offered.terms().filter(public_id=chosen).first()
            if term is None:
                raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
            self.typed = text.strip()
            return term
        if text.strip():
            return self._typed(text)
        if self.required:
            raise forms.ValidationError(self.error_messages["required"], "required")
        return None

    def _typed(self, text: str) -> Term:
        place, kinds = self.offered.municipality, self.offered.kinds
        term = lookup.exact(place, text, kinds)
        if term is None:
            code = "several" if lookup.find(place, text, kinds) else "nothing"
            raise forms.ValidationError(self.error_messages[code], code)
        return term


class LookupForm(forms.Form):
    """A form with a lookup in it. The button “Find” shows what fits; nothing is complained of, and nothing saved."""

    @property
    def is_finding(self) -> bool:
        return self.is_bound and FIND in self.data

    def is_valid(self) -> bool:
        return not self.is_finding and super().is_valid()

    def confirmed_words(self) -> list[tuple[Term, str]]:
        """Terms that were chosen, with what was typed before; for `learning`, on pages of the facilitator."""
        return [
            (self.cleaned_data[name], field.typed)
            for name, field in self.fields.items()
            if isinstance(field, TermChoice) and field.typed and self.cleaned_data.get(name)
        ]

    def full_clean(self) -> None:
        if self.is_finding:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
        else:
            super().full_clean()
