"""The shapes of asking which day suits, and of answering."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.meetings import clock
from participation.meetings.entries import when
from participation.meetings.forms import HourField
from participation.polls.models import Poll, PollAnswer, PollVoice
from participation.polls.services import Slot
from projects.planning.models import ProjectQuerySet

ROWS = 5


class PollForm(forms.ModelForm[Poll]):
    """The question, and up to five days; an empty row is no day."""

    project: Any = forms.ModelChoiceField(None, label=_("Project"), to_field_name="public_id")

    class Meta:
        model = Poll
        fields = ("project", "title", "place", "answer_by")

    def __init__(self, *args: Any, projects: ProjectQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.fields["project"]
        project.queryset = projects
        project.label_from_instance = lambda row: row.title
        for number in range(1, ROWS + 1):
            self.fields[f"held_on_{number}"] = forms.DateField(
                label=_("Day %(number)s") % {"number": number}, required=number == 1
            )
            self.fields[f"begins_{number}"] = HourField(label=_("From"), required=number == 1)
            self.fields[f"ends_{number}"] = HourField(label=_("To"), required=number == 1)

    def clean(self) -> dict[str, Any]:
        """A day needs its hours; hours that cannot be are told at the hour that is to be mended."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, ROWS + 1):
            names = [f"{name}_{number}" for name in ("held_on", "begins", "ends")]
            if not set(names) <= cleaned.keys() or not any(cleaned[name] for name in names):
                continue
            missing = [name for name in names if not cleaned[name]]
            for name in missing:
                self.add_error(name, _("A day has a date, from and to."))
            if not missing:
                self._check(number, *(cleaned[name] for name in names))
        return cleaned

    def slots(self) -> Iterator[Slot]:
        """The days that were written."""
        for number in range(1, ROWS + 1):
            held_on, begins, ends = (
                self.cleaned_data.get(f"{name}_{number}") for name in ("held_on", "begins", "ends")
            )
            if held_on and begins and ends:
                yield Slot(held_on, begins, ends)

    def asked(self) -> dict[str, Any]:
        """What is asked, besides the days."""
        return {name: self.cleaned_data[name] for name in ("project", "title", "place", "answer_by")}

    def _check(self, number: int, held_on: Any, begins: Any, ends: Any) -> None:
        try:
            clock.check(held_on, begins, ends)
        except clock.CannotMeet as refusal:
            self.add_error(f"{refusal.field}_{number}", str(refusal))


class VoiceForm(forms.Form):
    """Yes, if needed or no for each day; nothing is chosen beforehand, and a day may be left open."""

    def __init__(self, *args: Any, voice: PollVoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = dict(voice.answers.values_list("date", "answer")) if voice.pk else {}
        self.dates = list(voice.poll.dates.all())
        for one in self.dates:
            self.fields[one.public_id] = forms.ChoiceField(
                label=when(one),
                required=False,
                choices=PollAnswer.Answer.choices,
                widget=forms.RadioSelect,
                initial=said.get(one.pk, ""),
            )

    def answers(self) -> dict[int, str]:
        """The word for each date, by primary key."""
        return {one.pk: self.cleaned_data[one.public_id] for one in self.dates}
