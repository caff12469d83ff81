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

    kind = forms.ChoiceField(
        label=_("What happened?"),
        choices=[choice for choice in Fact.Kind.choices if choice[0] != Fact.Kind.ANSWERED],
        initial=Fact.Kind.CONTACT,
        help_text=_("Requests, meetings and projects of the product come by themselves: write the rest."),
    )
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


class RelationForm(forms.Form):
    """The next small step with one professional, and how often to be in touch."""

    next_step = forms.CharField(
        label=_("Next small step"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "What you will do, in a few words; nothing about health. The person may read it. Leave it empty and one is "
            "proposed."
        ),
    )
    next_on = forms.DateField(label=_("Which day?"), required=False)
    every_days = forms.TypedChoiceField(
        label=_("How often do you want to be in touch?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Not regularly")),
            (14, _("Every other week")),
            (30, _("Every month")),
            (60, _("Every other month")),
            (90, _("Every quarter")),
            (180, _("Twice a year")),
            (365, _("Once a year")),
        ],
    )

    def __init__(self, *args: Any, others: int | None = None, **kwargs: Any) -> None:
        """`others` is a number of days that is kept and not on the list."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["every_days"]
        if others is not None and others not in dict(field.choices):
            field.choices = [*field.choices, (others, _("Every %(days)s days") % {"days": others})]


class WorkRoleForm(forms.Form):
    """A role that people hold. Without units (when it is changed) its place stays."""

    name = forms.CharField(
        label=_("What is the role called?"),
        max_length=120,
        help_text=_("Such as “team leaders” or “nurses on night shift”: never a person."),
    )
    unit: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("In which unit?"),
        to_field_name="public_id",
        required=False,
        empty_label=_("The whole municipality"),
    )
    held_by = forms.IntegerField(
        label=_("How many hold it?"),
        min_value=1,
        max_value=10000,
        help_text=_("A role of one person has no step: write facts about what happened instead."),
    )

    def __init__(self, *args: Any, units: UnitQuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # ModelChoiceField
            self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]  # as above
