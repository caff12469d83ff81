"""What is asked about tasks."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from participation.tasks.models import Digest, Task

# Days that one press puts a task off by.
PUT_OFF = ((1, _("Tomorrow")), (7, _("In a week")), (30, _("In a month")))


def _people(field: Any, people: list[User]) -> None:
    """Offers these accounts by name."""
    field.queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("name", "id")
    field.label_from_instance = lambda user: user.get_full_name()


class TaskForm(forms.ModelForm[Task]):
    """A task in one's own words."""

    class Meta:
        model = Task
        fields = ("title", "due_on")
        help_texts = {
            "title": _("For example: call the library about the room. Nothing about anybody's health.")
        }


class NewTaskForm(TaskForm):
    """The same, for oneself or a colleague."""

    holder = forms.ModelChoiceField(
        User.objects.none(),
        label=_("For"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Myself"),
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self.fields["holder"], people)
        if not people:
            del self.fields["holder"]


class SnoozeForm(forms.Form):
    """In so many days, or on a day of one's choice."""

    days = forms.IntegerField(required=False, min_value=1, max_value=366, widget=forms.HiddenInput)
    until = forms.DateField(label=_("Show it again on"), required=False)

    def day(self, today: date) -> date | None:
        """The day that was chosen; None when none was."""
        if self.cleaned_data["days"]:
            return today + timedelta(days=self.cleaned_data["days"])
        chosen: date | None = self.cleaned_data["until"]
        return chosen


class GiveForm(forms.Form):
    """To whom, with a word."""

    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Who does it?"), to_field_name="public_id", empty_label=_("Choose")
    )
    word = forms.CharField(
        label=_("A word along with it"),
        max_length=200,
        required=False,
        help_text=_("Nothing about anybody's health."),
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self.fields["to"], people)
        self.has_anybody = bool(people)


class DigestForm(forms.Form):
    """On which day of the week, or not at all."""

    weekday = forms.TypedChoiceField(
        label=_("The list by mail"),
        choices=[("", _("No, thank you")), *Digest.Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("In the morning, and only when something needs you."),
    )
