"""Twelve questions on one page, and a step about one of them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.readiness.models import OWNERS, Answer
from participation.readiness.questions import PARTS, QUESTIONS


class ReadinessForm(forms.Form):
    """For whom, of which day, and an answer to each question."""

    unit: Any = forms.ModelChoiceField(queryset=None, label=_("Unit"), to_field_name="public_id")
    project: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Project"),
        to_field_name="public_id",
        required=False,
        empty_label=_("The unit as a whole"),
    )
    held_on = forms.DateField(label=_("Which day?"))

    def __init__(self, *args: Any, units: Any, projects: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        project: Any = self.fields["project"]
        unit.queryset, unit.label_from_instance = units, lambda row: row.name
        project.queryset, project.label_from_instance = projects, lambda row: f"{row.title} ({row.unit.name})"
        self.fields["held_on"].initial = today
        for question in QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=question.words, choices=Answer.choices, widget=forms.RadioSelect
            )

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The questions as they stand on the page."""
        return [
            (label, [self[question.key] for question in QUESTIONS if question.part == part])
            for part, label in PARTS.items()
        ]

    def about(self) -> list[Any]:
        return [self["unit"], self["project"], self["held_on"]]

    def answers(self) -> dict[str, str]:
        """What was chosen, by question."""
        return {question.key: self.cleaned_data[question.key] for question in QUESTIONS}


class StepForm(forms.Form):
    """What is done, by when, and whose it is."""

    text = forms.CharField(
        label=_("What is done about it?"),
        max_length=200,
        help_text=_("One small thing. No names, and nothing about anybody's health."),
    )
    due_on = forms.DateField(label=_("By when?"))
    owner = forms.ChoiceField(
        label=_("Whose is it?"),
        choices=[(role, role.label) for role in OWNERS],
        widget=forms.RadioSelect,
        help_text=_("All three see it. Whoever has the role finds it among their tasks."),
    )
