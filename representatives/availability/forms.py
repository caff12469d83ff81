"""The week as boxes to tick, and days that are otherwise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from representatives.availability.models import Part, Weekday
from representatives.availability.pattern import Pattern


class WeekBoxes(forms.CheckboxSelectMultiple):
    """Seven rows of three boxes, each row a group named by its day."""

    template_name = "representatives/availability/week_boxes.html"


class WeekForm(forms.Form):
    """When the person usually can, until when, and a few words."""

    week = forms.MultipleChoiceField(
        label=_("When do you usually have time?"),
        help_text=_("Tick what usually suits. Leave everything empty if it varies: then we ask."),
        required=False,
        widget=WeekBoxes,
    )
    until = forms.DateField(
        label=_("Until when does this hold?"),
        help_text=_("Leave it empty if there is no end."),
        required=False,
        widget=DayMonthYear,
    )
    note = forms.CharField(
        label=_("Anything else about time?"),
        help_text=_("For example “not during the school holidays”. Nothing about health."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = [  # type: ignore[attr-defined]  # MultipleChoiceField
            # Some languages write the days with a small letter, except where a line begins with one.
            (str(label).capitalize(), [(f"{day}-{part}", name) for part, name in Part.choices])
            for day, label in Weekday.choices
        ]

    def clean_week(self) -> set[tuple[int, str]]:
        pairs = (one.split("-", 1) for one in self.cleaned_data["week"])
        return {(int(day), part) for day, part in pairs}

    @staticmethod
    def initial_of(pattern: Pattern, note: str) -> dict[str, Any]:
        """What the form starts with."""
        week = [f"{day}-{part}" for day, part in sorted(pattern.week)]
        return {"week": week, "until": pattern.until, "note": note}


class DaysForm(forms.Form):
    """Days that are otherwise than the week, both included."""

    is_available = forms.TypedChoiceField(
        label=_("What is different?"),
        choices=[("away", _("Away, cannot come")), ("free", _("Can come, although it is not usual"))],
        coerce=lambda value: value == "free",
        widget=forms.RadioSelect,
        initial="away",
    )
    from_on = forms.DateField(label=_("First day"), widget=DayMonthYear)
    to_on = forms.DateField(label=_("Last day"), widget=DayMonthYear)
