"""The shapes of a rate, of what somebody spent, of a receipt, and of a word."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participation.claims.attaching import too_large
from participation.claims.exports import Column, PayrollMapping
from participation.claims.fees import LEAST
from participation.claims.models import Claim, RateKind, Rounding
from participation.claims.services import MEASURED
from participation.meetings.forms import NumberField
from projects.requests import queries as requests

Kind = Claim.Kind


class RateForm(forms.Form):
    """A rate from a day, with how hours are counted by it."""

    kind = forms.ChoiceField(label=_("What is the rate for?"), choices=RateKind.choices)
    role: Any = forms.ModelChoiceField(
        None,
        label=_("For which role?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Everybody"),
        help_text=_("A role can have a rate of its own, for example for whoever leads a group."),
    )
    amount = NumberField(
        label=_("Amount"),
        max_digits=9,
        help_text=_("In kroner; for the employer's contribution in per cent of the fees."),
    )
    rounding = forms.TypedChoiceField(
        label=_("How are hours rounded?"),
        choices=Rounding.choices,
        coerce=int,
        required=False,
        empty_value=str(Rounding.HALF.value),
        initial=Rounding.HALF,
        help_text=_("Always up. Only rates for an hour are rounded."),
    )
    least = NumberField(
        label=_("Fewest hours that are paid"),
        required=False,
        max_value=Decimal(24),
        max_digits=4,
        initial=LEAST,
    )
    notice_days = forms.IntegerField(
        label=_("Called off at most how many days before?"),
        required=False,
        min_value=0,
        max_value=365,
        help_text=_(
            "Only for a meeting that is called off. Leave it empty, and it is paid however early it was."
        ),
    )
    valid_from = forms.DateField(
        label=_("In force from"), help_text=_("The rate before it ends the day before.")
    )
    valid_to = forms.DateField(
        label=_("In force until"),
        required=False,
        help_text=_("Leave it empty, and it holds until the next one."),
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.queryset = requests.roles(municipality)
        role.label_from_instance = lambda term: term.name

    def clean_rounding(self) -> int:
        return int(self.cleaned_data["rounding"])

    def clean_least(self) -> Decimal:
        """One hour where nothing is said."""
        least = self.cleaned_data["least"]
        return LEAST if least is None else least


class SpentForm(forms.Form):
    """How much it was, and what: hours, kilometres or kroner as the kind says."""

    number = NumberField(label=_("Kilometres, hours or kroner"), min_value=Decimal("0.01"), max_digits=8)
    note = forms.CharField(
        label=_("What was it?"),
        required=False,
        max_length=200,
        help_text=_("For example: bus there and back. Nothing about health."),
    )

    def spent(self, kind: str) -> dict[str, Any]:
        """What the services take for a claim of this kind."""
        number, note = self.cleaned_data["number"], self.cleaned_data["note"]
        if kind in MEASURED:
            return {"quantity": number, "note": note}
        return {"quantity": Decimal(1), "amount": number, "note": note}


class ExpenseForm(SpentForm):
    """Travel in kilometres, hours of preparation or travel, lost earnings, or another expense in kroner."""

    kind = forms.ChoiceField(
        label=_("What do you want covered?"),
        choices=[
            (Kind.TRAVEL, _("Own car, in kilometres")),
            (Kind.EXPENSE, _("Ticket or another expense, in kroner")),
            (Kind.LOST_EARNINGS, _("Lost earnings, in kroner")),
            (Kind.PREPARATION, _("Preparation, in hours")),
            (Kind.TRAVEL_TIME, _("Travel time, in hours")),
        ],
        widget=forms.RadioSelect,
    )

    field_order = ("kind", "number", "note")

    def claimed(self) -> dict[str, Any]:
        """What `services.add_expense` takes."""
        kind = self.cleaned_data["kind"]
        return {"kind": kind, **self.spent(kind)}


class ReceiptForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Receipt"),
        allow_empty_file=True,
        help_text=_("A PDF or a picture (JPEG or PNG), at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if getattr(file, "is_too_large", False) or file.size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(too_large())
        return file


class WordForm(forms.Form):
    """What is missing, to the person."""

    word = forms.CharField(
        label=_("What is missing?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The person reads it on My page and can mend it. Nothing about health."),
    )


class YearForm(forms.Form):
    """One year."""

    year = forms.IntegerField(min_value=2000, max_value=2100)

    def chosen(self, otherwise: int) -> int:
        """The year that was asked for, or the other one."""
        return int(self.cleaned_data["year"]) if self.is_valid() else otherwise


class FrameForm(forms.Form):
    """What a unit or a project may spend in a year."""

    of = forms.ChoiceField(label=_("For which unit or project?"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    amount = NumberField(
        label=_("Frame"),
        max_digits=12,
        required=False,
        help_text=_("In kroner for the year. Leave it empty to take the frame away."),
    )

    def __init__(self, *args: Any, units: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {row.public_id: row for row in (*units, *projects)}
        of: Any = self.fields["of"]
        of.choices = [
            (_("Units"), [(row.public_id, row.name) for row in units]),
            (_("Projects"), [(row.public_id, row.title) for row in projects]),
        ]

    def framed(self) -> dict[str, Any]:
        """What `forecast.set_frame` takes."""
        return {**self.cleaned_data, "of": self._rows[self.cleaned_data["of"]]}


class MappingForm(forms.Form):
    """A heading and a place for each column that payroll reads, and payroll's code for each kind of claim."""

    def __init__(self, *args: Any, mapping: PayrollMapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {name: (place, heading) for place, (name, heading) in enumerate(mapping.columns, start=1)}
        for name, label in Column.choices:
            place, heading = kept.get(name, (None, ""))
            self.fields[f"heading-{name}"] = forms.CharField(
                label=label, required=False, max_length=60, initial=heading
            )
            self.fields[f"place-{name}"] = forms.IntegerField(
                label=_("Place of: %(column)s") % {"column": label},
                required=False,
                min_value=1,
                max_value=99,
                initial=place,
            )
        for kind, label in Kind.choices:
            self.fields[f"code-{kind}"] = forms.CharField(
                label=_("Payroll's code for: %(kind)s") % {"kind": label},
                required=False,
                max_length=20,
                initial=mapping.codes.get(kind, ""),
            )

    def decided(self) -> dict[str, Any]:
        """What `exporting.set_mapping` takes: columns with a heading, by place and then as they stand."""
        said = self.cleaned_data
        named = [name for name in Column.values if said[f"heading-{name}"].strip()]
        named.sort(key=lambda name: said[f"place-{name}"] or 99)
        return {
            "columns": [(name, said[f"heading-{name}"]) for name in named],
            "codes": {kind: said[f"code-{kind}"] for kind in Kind.values},
        }
