"""The shapes of what is typed about a meeting."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from participation.meetings import clock
from participation.meetings.models import Meeting
from participation.meetings.queries import TO_CLOSE, TO_PREPARE, Search
from projects.planning.models import ProjectQuerySet
from representatives.support_needs.models import SupportNeed


class NumberField(forms.DecimalField):
    """A number typed with comma or point, never read as a thousand more than was meant."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("decimal_places", 2)
        options.setdefault("min_value", Decimal(0))
        options["widget"] = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "size": 8})
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as DecimalField does
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", str(get_format("DECIMAL_SEPARATOR")))
        return value


class HoursField(NumberField):
    """Hours of one person or, with another `max_value`, of several."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_value", Decimal(24))
        super().__init__(**options)


class SearchForm(forms.Form):
    """Filters of the list."""

    project: Any = forms.ModelChoiceField(
        None, label=_("Project"), required=False, empty_label=_("All"), to_field_name="public_id"
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            (TO_CLOSE, _("To close")),
            (TO_PREPARE, _("To prepare")),
            *Meeting.State.choices,
        ],
    )

    def __init__(self, *args: Any, projects: ProjectQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, projects)

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


class HourField(forms.TimeField):
    """An hour on the clock, typed 9:30, 09.30 or 0930."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options["input_formats"] = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"]
        options["widget"] = forms.TimeInput(
            {"inputmode": "numeric", "autocomplete": "off", "size": 6}, format="%H:%M"
        )
        options["error_messages"] = {"invalid": _("Write the hour as 09:30.")}
        super().__init__(**options)


class MeetingForm(forms.ModelForm[Meeting]):
    """A planned meeting; its project is chosen once."""

    project: Any = forms.ModelChoiceField(None, label=_("Project"), to_field_name="public_id")
    begins = HourField(label=_("From"))
    ends = HourField(label=_("To"))
    arranged = forms.MultipleChoiceField(
        label=_("What is seen to at the place"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=SupportNeed.Kind.choices,
        help_text=_("It is held against what those who are coming need."),
    )

    class Meta:
        model = Meeting
        fields = (
            "project",
            "title",
            "held_on",
            "begins",
            "ends",
            "place",
            "agenda",
            "papers",
            "contact",
            "arranged",
        )
        widgets: ClassVar[dict[str, Any]] = {
            "agenda": forms.Textarea({"rows": 4}),
            "papers": forms.Textarea({"rows": 3}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "papers": _(
                "Links, or what is brought along; one on each line. Write “None” if there is nothing to read."
            ),
            "contact": _("Name and phone number. Empty: the facilitator's number."),
        }

    def __init__(self, *args: Any, projects: ProjectQuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if projects is None:
            del self.fields["project"]
        else:
            _offer(self, projects)

    def clean(self) -> dict[str, Any]:
        """Hours that cannot be are told at the hour that is to be mended."""
        cleaned = super().clean() or self.cleaned_data
        if {"held_on", "begins", "ends"} <= cleaned.keys():
            try:
                clock.check(cleaned["held_on"], cleaned["begins"], cleaned["ends"])
            except clock.CannotMeet as refusal:
                self.add_error(refusal.field, str(refusal))
        return cleaned


def _offer(form: Any, projects: ProjectQuerySet) -> None:
    form.fields["project"].queryset = projects
    form.fields["project"].label_from_instance = lambda project: project.title
