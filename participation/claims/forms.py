"""The shapes of a rate and of an expense."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.claims.models import Claim, RateKind
from participation.meetings.forms import NumberField


class RateForm(forms.Form):
    """A rate from a day."""

    kind = forms.ChoiceField(label=_("What is the rate for?"), choices=RateKind.choices)
    amount = NumberField(
        label=_("Amount"),
        max_digits=9,
        help_text=_("In kroner; for the employer's contribution in per cent of the fees."),
    )
    valid_from = forms.DateField(
        label=_("In force from"), help_text=_("The rate before it ends the day before.")
    )


class ExpenseForm(forms.Form):
    """Travel in kilometres, or another expense in kroner."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(Claim.Kind.TRAVEL, _("Own car")), (Claim.Kind.EXPENSE, _("Ticket or another expense"))],
        widget=forms.RadioSelect,
    )
    number = NumberField(
        label=_("Kilometres or kroner"),
        min_value=Decimal("0.01"),
        max_digits=8,
        help_text=_("Kilometres for own car, otherwise the amount in kroner."),
    )

    def claimed(self) -> dict[str, Any]:
        """What `services.add_expense` takes."""
        kind, number = self.cleaned_data["kind"], self.cleaned_data["number"]
        if kind == Claim.Kind.TRAVEL:
            return {"kind": kind, "quantity": number}
        return {"kind": kind, "quantity": Decimal(1), "amount": number}
