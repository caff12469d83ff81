"""A request as a guided form: every question says why it is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from projects.requests import queries
from projects.requests.faults import MOST_SEATS
from projects.requests.models import Request, RequestTerm
from representatives.catalogue.fields import LookupForm, TermChoice
from representatives.registry.models import Level, Relation
from representatives.registry.queries import areas


class RequestForm(forms.ModelForm[Request]):
    """What a seat is, and what it offers; the terms are added afterwards, one by one."""

    must_area = forms.ChoiceField(
        label=_("Area that is needed"),
        required=False,
        help_text=_("Only if it matters where the person lives."),
    )

    class Meta:
        model = Request
        fields = (
            "title",
            "role",
            "task",
            "influence",
            "seats",
            "starts_on",
            "ends_on",
            "times",
            "place",
            "meeting_form",
            "pay",
            "must_language",
            "must_area",
        )
        labels = {
            "task": _("What will the person do?"),
            "influence": _("What will the person be able to change?"),
            "seats": _("How many people?"),
            "role": _("Which role?"),
            "times": _("When, and how often?"),
            "place": _("Where?"),
            "meeting_form": _("How do you meet?"),
            "pay": _("What is paid?"),
        }
        widgets = {
            "task": forms.Textarea(attrs={"rows": 3}),
            "influence": forms.Textarea(attrs={"rows": 3}),
            "seats": forms.NumberInput(attrs={"min": 1, "max": MOST_SEATS}),
            "starts_on": DayMonthYear,
            "ends_on": DayMonthYear,
        }
        help_texts = {
            "title": _(
                "What you would say on the phone: “Two next of kin for the working group on discharge”."
            ),
            "role": _("Choose the nearest. It tells the person what kind of work it is."),
            "task": _("Concrete and short: come to four meetings, read a letter, test a form."),
            "influence": _(
                "Be honest. “The letter before admission and how we call afterwards” is better than “be heard”. "
                "If nothing can be changed, wait with asking."
            ),
            "seats": _("Two or more feel safer than one alone."),
            "times": _(
                "For example: Tuesdays from 13 to 15, once a month. Choose times with those who come."
            ),
            "place": _("The address, and whether there is a lift, parking or a bus."),
            "pay": _("Say the fee and what is covered: travel, lost earnings. Unpaid? Say that too."),
            "must_language": _("Only if nobody can take part without it. Other languages are wishes."),
        }

    def __init__(self, *args: Any, municipality: Any, knows_areas: bool, **kwargs: Any) -> None:
        """With `knows_areas` the areas where people live are offered: whoever does not know the registry sees none."""
        super().__init__(*args, **kwargs)
        choices = (("role", queries.roles(municipality)), ("must_language", queries.languages(municipality)))
        for name, rows in choices:
            field: Any = self.fields[name]
            # The row itself, so that the field finds its public id; it stays a choice when it is retired since.
            kept = self.initial[name] = getattr(self.instance, name)
            field.queryset = queries.with_kept(rows, kept)
            field.to_field_name = "public_id"
            field.empty_label = _("Not decided") if name == "role" else _("None in particular")
            field.label_from_instance = lambda term: term.name
        lived_in = areas(municipality) if knows_areas else ()
        known = {*lived_in, self.instance.must_area} - {""}
        area: Any = self.fields["must_area"]
        area.choices = [("", _("Anywhere")), *((one, one) for one in sorted(known))]


class TermForm(LookupForm):
    """One thing to look for."""

    term = TermChoice(
        label=_("Experience, skill or role"), help_text=_("Coarse areas on purpose: never a diagnosis.")
    )
    importance = forms.ChoiceField(
        label=_("How important?"),
        choices=RequestTerm.Importance.choices,
        widget=forms.RadioSelect,
        initial=RequestTerm.Importance.WISH,
        help_text=_("Few musts find more people. Make it a must only if the work fails without it."),
    )
    level = forms.TypedChoiceField(
        label=_("From which level?"), choices=Level.choices, coerce=int, initial=Level.NEW
    )
    relation = forms.ChoiceField(
        label=_("Seen from where?"),
        required=False,
        choices=[("", _("Does not matter")), *Relation.choices],
        help_text=_("Only for experience."),
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].offer(municipality, queries.ASKABLE_KINDS)  # type: ignore[attr-defined]  # TermChoice
