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


class LookForm(forms.Form):
    """What stands on documents: name, colour, and a coat of arms to hand in or take away."""

    name = forms.CharField(
        label=_("Name on documents"),
        max_length=80,
        required=False,
        help_text=_("For example Nordvik kommune. Empty: the municipality's name as it is here."),
    )
    accent = forms.CharField(
        label=_("Colour of headings"),
        max_length=7,
        help_text=_(
            "As # and six digits or letters, for example #0062ba. It must be dark enough to read on white."
        ),
    )
    arms = forms.FileField(
        label=_("Coat of arms"),
        required=False,
        allow_empty_file=True,
        help_text=_("A PNG picture of at most 1 MB, each side from 100 to 4,000 points."),
        widget=forms.FileInput({"accept": "image/png"}),
    )
    without_arms = forms.BooleanField(label=_("Take the coat of arms away"), required=False)

    def clean_arms(self) -> bytes | None:
        """What is in the file; a file that was thrown away as it arrived says so."""
        file = self.cleaned_data["arms"]
        if file is None:
            return None
        if getattr(file, "is_too_large", False):
            raise forms.ValidationError(_("The file is too large. A coat of arms may be 1 MB."))
        content: bytes = file.read()
        return content


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
