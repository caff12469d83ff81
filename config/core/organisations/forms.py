"""The shapes of what an administrator types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import Role, Unit


class MemberForm(forms.Form):
    """Someone who gets a role: an account is made if there is none."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("They sign in with a code by mail.")
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=[(r, r.label) for r in Role if r != Role.REPRESENTATIVE]
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        required=False,
        to_field_name="public_id",
        empty_label=_("The whole municipality"),
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["unit"], municipality)


class UnitForm(forms.Form):
    """A new unit in the tree."""

    name = forms.CharField(label=_("Name"), max_length=120)
    parent = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Belongs to"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Nothing"),
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["parent"], municipality)


def choose_unit(field: Any, municipality: Any) -> None:
    """Offers the units of a municipality by name."""
    field.queryset = Unit.objects.of(municipality).filter(is_active=True)
    field.label_from_instance = lambda unit: unit.name
