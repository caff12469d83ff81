"""The shapes of asking, of an answer written down by the facilitator, and of a search."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.accounts.models import User
from config.core.ui.forms import DayMonthYear
from participation.invitations.answering import MESSAGE_LENGTH
from participation.invitations.models import Answer, Invitation
from participation.invitations.policies import LIMITS, AskingPolicy
from participation.invitations.queries import SILENT, Search
from participation.invitations.recording import NAME_LENGTH, Said
from participation.invitations.spoken import Spoken
from representatives.registry.queries import contacts

DAYS_TO_ANSWER = 10
NOON = time(12)


class ReplyByForm(forms.Form):
    """The last day for an answer; ten days ahead unless someone says otherwise."""

    reply_by = forms.DateField(
        label=gettext_lazy("Reply by"),
        widget=DayMonthYear,
        help_text=gettext_lazy("The last day for an answer. Give people at least a week."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["reply_by"].initial = today + timedelta(days=DAYS_TO_ANSWER)

    def clean_reply_by(self) -> date:
        day: date = self.cleaned_data["reply_by"]
        if day < self.today:
            raise forms.ValidationError(_("Choose a reply-by date that has not passed."))
        return day


class AnswerForm(forms.Form):
    """An answer that the facilitator writes down for someone."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What did the person answer?"),
        choices=Invitation.Reply.choices,
        widget=forms.RadioSelect,
    )
    by = forms.ChoiceField(
        label=gettext_lazy("How did the answer come?"),
        choices=[("phone", gettext_lazy("By phone")), ("paper", gettext_lazy("On paper"))],
        widget=forms.RadioSelect,
    )
    said_by = forms.ChoiceField(
        label=gettext_lazy("Who said it?"),
        required=False,
        choices=Spoken.By.choices,
        widget=forms.RadioSelect,
    )
    said_by_name = forms.CharField(
        label=gettext_lazy("Name, if it was not the person"),
        required=False,
        max_length=NAME_LENGTH,
    )
    received_by = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("To whom was it said?"),
        required=False,
        to_field_name="public_id",
        empty_label=gettext_lazy("To me"),
    )
    said_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        required=False,
        widget=DayMonthYear,
        help_text=gettext_lazy("Empty: today."),
    )
    said_at = forms.TimeField(
        label=gettext_lazy("At what time?"),
        required=False,
        widget=forms.TextInput({"size": 5}),
        help_text=gettext_lazy("Such as 14:30. Empty: now, or some time that day."),
    )
    message = forms.CharField(
        label=gettext_lazy("What the person said or asked"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What matters for this invitation. Nothing about health."),
    )
    why = forms.ChoiceField(
        label=gettext_lazy("Why not, if the person said so"),
        help_text=gettext_lazy("Only with a no, and only what the person said without being asked."),
        required=False,
        choices=[("", gettext_lazy("Not said")), *Answer.Why.choices],
    )
    until = forms.DateField(
        label=gettext_lazy("Wants to think until"),
        help_text=gettext_lazy("Only with a maybe. The person is asked once more on that day."),
        required=False,
        widget=DayMonthYear,
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].initial = Spoken.By.PERSON
        heard: Any = self.fields["received_by"]
        heard.queryset = contacts(municipality.pk)
        heard.label_from_instance = lambda user: user.get_full_name()

    def answered(self, at: datetime) -> dict[str, Any]:
        """What the service takes; `at` is now."""
        given = dict(self.cleaned_data)
        on, clock = given.pop("said_on"), given.pop("said_at")
        said = Said(
            by=given.pop("said_by") or Spoken.By.PERSON,
            name=given.pop("said_by_name"),
            received_by=given.pop("received_by"),
            at=_moment(on, clock, at),
        )
        return {**given, "said": said}


def _moment(on: date | None, clock: time | None, at: datetime) -> datetime:
    """When something was said: of a day without a time, noon; of nothing, now."""
    today = timezone.localdate(at)
    day = on or today
    if clock is None:
        return at if day == today else timezone.make_aware(datetime.combine(day, NOON))
    return timezone.make_aware(datetime.combine(day, clock))


class SearchForm(forms.Form):
    """Filters of the list of invitations."""

    waits = forms.ChoiceField(
        label=gettext_lazy("What it waits for"),
        required=False,
        choices=[("", gettext_lazy("All")), *Invitation.Waits.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *Invitation.State.choices],
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            *Invitation.Reply.choices,
            (SILENT, gettext_lazy("No answer yet")),
        ],
    )
    request = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)
    representative = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)
    project = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


class OwnAnswerForm(forms.Form):
    """What comes from the answer page: a choice, and perhaps some words."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=Invitation.Reply.choices,
        error_messages={
            "required": gettext_lazy("Press one of the buttons to answer."),
            "invalid_choice": gettext_lazy("Press one of the buttons to answer."),
        },
    )
    message = forms.CharField(required=False, max_length=MESSAGE_LENGTH)


class WhyForm(forms.Form):
    """Why not, after the no: one of a few reasons, own words, or both."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why was it a no this time?"),
        required=False,
        choices=Answer.Why.choices,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("You need not write about your health. Only those who arrange this read it."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("why") and not given.get("message", "").strip():
            raise forms.ValidationError(_("Choose a reason or write something – or just leave the page."))
        return given


class UntilForm(forms.Form):
    """Until when somebody who has said maybe wants to think."""

    until = forms.DateField(
        label=gettext_lazy("Until when do you want to think about it?"),
        widget=DayMonthYear,
        help_text=gettext_lazy("We ask you once more on that day."),
    )


class PromoteForm(forms.Form):
    """Offering a seat: until when, and why to somebody else than the first in line."""

    until = forms.DateField(
        label=gettext_lazy("Answer by"),
        widget=DayMonthYear,
        help_text=gettext_lazy(
            "The seat is held until the end of this day. Then it goes to the next in line."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this person"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Needed when somebody else has waited longer. Nothing about health."),
    )


class PolicyForm(forms.ModelForm[AskingPolicy]):
    """What the municipality decides about reminders."""

    class Meta:
        model = AskingPolicy
        fields = (*LIMITS, "writes_on_holidays")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in LIMITS.items():
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=least, max_value=most
            )
