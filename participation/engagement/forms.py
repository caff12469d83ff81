"""What is typed about units and professionals: where a unit stands, and what has happened."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import UnitQuerySet
from participation.engagement.models import Fact, Step


class StepForm(forms.Form):
    """Where the unit stands, where it is wanted, and what that rests on."""

    step = forms.TypedChoiceField(
        label=_("Step now"), choices=Step.choices, coerce=int, widget=forms.RadioSelect
    )
    wanted = forms.TypedChoiceField(
        label=_("Step wanted"),
        choices=Step.choices[1:],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Not every unit has to drive it. What do the projects of this unit need?"),
    )
    basis = forms.CharField(
        label=_("What does it rest on?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Something that happened, such as “set aside two hours for the working group”."),
    )
    set_on = forms.DateField(label=_("As of which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["set_on"].initial = today


class ProfessionalForm(forms.Form):
    """A person who works in a unit."""

    name = forms.CharField(label=_("Name"), max_length=120)
    unit: Any = forms.ModelChoiceField(queryset=None, label=_("Unit"), to_field_name="public_id")
    job = forms.CharField(label=_("Position"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The work address. With it the person can sign in and read what is held here."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("The municipality's language")), *settings.LANGUAGES],
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]  # as above


class ProfessionalEditForm(ProfessionalForm):
    """The same, and whether the person still works there."""

    is_active = forms.BooleanField(label=_("Works here now"), required=False)


class FactForm(forms.Form):
    """A talk, or another thing that happened."""

    kind = forms.ChoiceField(label=_("What happened?"), choices=Fact.Kind.choices, initial=Fact.Kind.CONTACT)
    happened_on = forms.DateField(label=_("Which day?"))
    text = forms.CharField(
        label=_("In a few words"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "What was said or done, no opinion of the person, nothing about health. The person may read it."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = today
