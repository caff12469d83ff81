"""What a person does not want, as it is chosen: in a form, by name, or by ids over the API."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from config.core.organisations.forms import choose_unit
from config.core.organisations.models import Unit
from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.catalogue.models import Term
from representatives.registry.models import EXPERIENCE_KINDS
from representatives.registry.queries import refusable

# What a no-go is about, one of them at a time.
ABOUT = ("unit", "term", "person")
CHOOSE_ONE = _("Choose a unit, a topic or a person: one of them.")


class NoGoForm(LookupForm):
    """What the person does not want: a unit, a topic, or somebody of the service."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("A unit"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No unit"),
    )
    term = TermChoice(label=_("A topic"), required=False, empty_label=_("No topic"))
    person: forms.Field = forms.ModelChoiceField(
        User.objects.none(),
        label=_("A person of the service"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No person"),
        help_text=_("Whoever is named is never told. Only facilitators and the person see it."),
    )

    def __init__(self, *args: Any, municipality: Any, suggest: str = "term_suggest", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["unit"], municipality)
        topic: Any = self.fields["term"]
        topic.offer(municipality, EXPERIENCE_KINDS, suggest=suggest)
        self.offer_people(municipality)

    def offer_people(self, municipality: Any) -> None:
        """The facilitator chooses from everybody who may be named."""
        choose_person(self.fields["person"], refusable(municipality))

    def clean(self) -> dict[str, Any]:
        """One of the three: a no to a unit, to a topic and to a person are three things."""
        chosen = super().clean() or {}
        if sum(bool(chosen.get(name)) for name in ABOUT) != 1 and not self.errors:
            raise forms.ValidationError(CHOOSE_ONE)
        return chosen


def choose_person(field: Any, people: Any) -> None:
    """Offers people of the service by name."""
    field.queryset = people
    field.label_from_instance = lambda user: user.get_full_name()


def rows_of(municipality: Any, ids: Mapping[str, str | None]) -> dict[str, Any]:
    """What a no-go is about, by the ids that a client sent; 404 for what may not be chosen here."""
    offered = {
        "unit": Unit.objects.of(municipality),
        "term": Term.objects.offered_in(municipality).filter(kind__in=EXPERIENCE_KINDS),
        "person": refusable(municipality),
    }
    return {
        name: get_object_or_404(rows, public_id=ids[name]) if ids[name] else None
        for name, rows in offered.items()
    }
