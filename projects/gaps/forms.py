"""What a look at the gaps is narrowed to."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from projects.gaps import thresholds
from projects.gaps.frame import Frame
from projects.requests.models import Request
from representatives.registry.models import Representative

PERIODS = [
    (6, _("The last 6 months")),
    (12, _("The last 12 months")),
    (24, _("The last 24 months")),
]


class FrameForm(forms.Form):
    """Period, unit and area; each may be left out."""

    months = forms.TypedChoiceField(
        label=_("Period"),
        choices=PERIODS,
        coerce=int,
        required=False,
        empty_value=None,
        initial=thresholds.USUAL_PERIOD,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Asked for by"),
        required=False,
        to_field_name="public_id",
        empty_label=_("All units"),
    )
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, user: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of = {"user": user, "municipality": municipality}
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.reached_by(user, Permission.GAPS_READ).of(municipality)
        units.label_from_instance = lambda unit: unit.name
        area: Any = self.fields["area"]
        area.choices = [("", _("All areas")), *((name, name) for name in _areas(user, municipality))]

    def frame(self, today: date) -> Frame:
        """The look that was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        chosen = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        return Frame(today=today, **chosen, **self._of)


def _areas(user: Any, municipality: Any) -> list[str]:
    """Where people live, and where a request needs them to, for an area with nobody is a gap too; one query."""
    lives = Representative.objects.visible_to(user).of(municipality).exclude(area="").order_by()
    needed = Request.objects.visible_to(user).of(municipality).exclude(must_area="").order_by()
    return sorted(lives.values_list("area", flat=True).union(needed.values_list("must_area", flat=True)))
