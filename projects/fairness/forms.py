"""The time that a look is of, for those who may choose it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.fairness.frame import USUAL_PERIOD

PERIODS = [
    (3, _("The last 3 months")),
    (6, _("The last 6 months")),
    (12, _("The last 12 months")),
    (24, _("The last 24 months")),
]
BY = ("", "asked", "never", "times", "rest", "area", "perspective", "age")


class PeriodForm(forms.Form):
    """Months back from today."""

    months = forms.TypedChoiceField(
        label=_("Period"),
        choices=PERIODS,
        coerce=int,
        required=False,
        empty_value=None,
        initial=USUAL_PERIOD,
    )

    def chosen(self) -> int:
        """What was chosen; the usual where nothing was, or it cannot be read."""
        self.is_valid()
        months: Any = getattr(self, "cleaned_data", {}).get("months")
        return months or USUAL_PERIOD
