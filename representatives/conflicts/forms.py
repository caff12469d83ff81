"""The shape of a conflict as the facilitator types it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from config.core.organisations.forms import choose_unit
from config.core.organisations.models import Unit
from config.core.organisations.queries import service_people
from representatives.conflicts.models import Conflict
from representatives.registry.no_gos import choose_person

LONGEST_NOTE = 300


class ConflictForm(forms.Form):
    """With what or whom, of which kind, and from when until when."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("A unit"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No unit"),
        help_text=_("Holds for everything below the unit, too."),
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("A person of the service"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No person"),
    )
    kind = forms.ChoiceField(
        label=_("What kind of conflict?"), choices=Conflict.Kind.choices, widget=forms.RadioSelect
    )
    since = forms.DateField(label=_("Since"))
    until = forms.DateField(
        label=_("Until"), required=False, help_text=_("The last day, if you know it already.")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A few words for facilitators. The person may read it. Nothing about health, and nothing about the case."
        ),
    )

    def __init__(self, *args: Any, municipality: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_unit(self.fields["unit"], municipality)
        choose_person(self.fields["person"], service_people(municipality))
        self.fields["since"].initial = today
