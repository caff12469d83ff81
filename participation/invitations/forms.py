"""The shapes of asking, of an answer written down by the facilitator, and of a search."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.ui.forms import DayMonthYear
from participation.invitations.answering import MESSAGE_LENGTH
from participation.invitations.models import Invitation
from participation.invitations.queries import SILENT, Search, ToAsk

DAYS_TO_ANSWER = 10


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


class InviteForm(ReplyByForm):
    """Whom to ask among the chosen, and by when to answer."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Ask"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    field_order = ("people", "reply_by")

    def __init__(self, *args: Any, to_ask: Iterable[ToAsk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how = {True: _("gets an e-mail"), False: _("you call or write")}
        choices = [(one.person.public_id, f"{one.person.name} – {how[one.by_mail]}") for one in to_ask]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]  # MultipleChoiceField
        self.fields["people"].initial = [public_id for public_id, _label in choices]


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
    message = forms.CharField(
        label=gettext_lazy("What the person said or asked"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )


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
            "required": gettext_lazy("Press one of the four buttons to answer."),
            "invalid_choice": gettext_lazy("Press one of the four buttons to answer."),
        },
    )
    message = forms.CharField(required=False, max_length=MESSAGE_LENGTH)
