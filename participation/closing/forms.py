"""One form that closes a meeting: the day and hours, who was there, and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from participation.assignments.models import Assignment
from participation.contributions.forms import who_said, whose
from participation.contributions.saying import DAYS_TO_ANSWER, Said
from participation.meetings.forms import HoursField
from participation.meetings.models import Attendance, Meeting
from participation.meetings.services import Account, Presence

# More can be written down afterwards, one at a time.
SAYINGS = 6
SUMMED = Decimal(1000)


@dataclass(frozen=True)
class Row:
    """One person of the project, as the page draws it."""

    name: str
    present: BoundField
    hours: BoundField


@dataclass(frozen=True)
class Saying:
    """The four boxes of one contribution; folded until something is in them."""

    number: int
    text: BoundField
    said_by: BoundField
    owner: BoundField
    due_on: BoundField
    is_open: bool


class AccountForm(forms.Form):
    """The day, the hours and who was there; what a meeting that was held may be corrected in."""

    held_on = forms.DateField(label=_("Which day was it?"))
    hours = HoursField(label=_("How many hours was it?"))
    professional_hours = HoursField(label=_("Hours of professionals, together"), max_value=SUMMED)
    facilitator_hours = HoursField(label=_("Your own hours"), max_value=SUMMED)
    minutes = forms.CharField(
        label=_("Minutes"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you want to remember. Nothing about anybody's health."),
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        assignments: list[Assignment],
        noted: list[Attendance],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.assignments = assignments
        for name in ("held_on", "hours", "professional_hours", "facilitator_hours", "minutes"):
            self.fields[name].initial = getattr(meeting, name)
        if meeting.state == Meeting.State.PLANNED:
            self.fields["hours"].initial = Decimal(2)
        known = {attendance.assignment_id: attendance for attendance in noted}
        for one in assignments:
            attendance = known.get(one.pk)
            own = attendance.hours if attendance and attendance.hours != meeting.hours else None
            self.fields[f"present_{one.public_id}"] = forms.BooleanField(
                label=one.representative.name,
                required=False,
                initial=bool(attendance and attendance.was_present),
            )
            self.fields[f"hours_{one.public_id}"] = HoursField(
                label=_("Other hours for %(name)s") % {"name": one.representative.name},
                required=False,
                initial=own,
            )

    def rows(self) -> Iterator[Row]:
        """Everyone with a seat, in order."""
        for one in self.assignments:
            yield Row(
                one.representative.name, self[f"present_{one.public_id}"], self[f"hours_{one.public_id}"]
            )

    def account(self) -> Account:
        """What the meeting was."""
        names = ("held_on", "hours", "professional_hours", "facilitator_hours", "minutes")
        return Account(**{name: self.cleaned_data[name] for name in names})

    def presences(self) -> list[Presence]:
        """Who was there; the meeting's hours where no others are written."""
        found = []
        for one in self.assignments:
            was_present = self.cleaned_data[f"present_{one.public_id}"]
            own = self.cleaned_data[f"hours_{one.public_id}"]
            hours = self.cleaned_data["hours"] if own is None else own
            found.append(Presence(one, was_present, hours if was_present else Decimal(0)))
        return found


class ClosingForm(AccountForm):
    """Closes a meeting: the account, up to six contributions, and whether both sides are asked how it was."""

    ask_for_feedback = forms.BooleanField(
        label=_("Ask both sides how it was"),
        required=False,
        initial=True,
        help_text=_("Those who were there get a letter with a link: two minutes, no sign-in."),
    )

    def __init__(self, *args: Any, owners: Any, first_owner: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = kwargs["meeting"].held_on + DAYS_TO_ANSWER
        # Read once, however many lists they stand in.
        known = {one.public_id: one for one in owners}
        offered = [("", _("Choose")), *((key, one.name) for key, one in known.items())]
        for number in range(1, SAYINGS + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What was said?"),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"said_by_{number}"] = forms.ChoiceField(
                label=_("Who said it?"), choices=who_said(self.assignments), required=False
            )
            self.fields[f"owner_{number}"] = forms.TypedChoiceField(
                label=_("Who owes an answer?"),
                required=False,
                choices=offered,
                coerce=known.__getitem__,
                empty_value=None,
                initial=first_owner,
            )
            self.fields[f"due_on_{number}"] = forms.DateField(
                label=_("Answer due"), required=False, initial=due
            )

    def clean(self) -> dict[str, Any]:
        """A contribution with a text needs the one who said it and the one who owes an answer."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, SAYINGS + 1):
            if cleaned.get(f"text_{number}"):
                for name, text in (
                    ("said_by", _("Choose who said it.")),
                    ("owner", _("Choose who owes an answer.")),
                ):
                    field = f"{name}_{number}"
                    if field in cleaned and not cleaned[field]:
                        self.add_error(field, text)
        return cleaned

    def sayings(self) -> Iterator[Saying]:
        """The contributions as the page draws them: the first open, the others when there is something in them."""
        for number in range(1, SAYINGS + 1):
            boxes = {name: self[f"{name}_{number}"] for name in ("text", "said_by", "owner", "due_on")}
            has_errors = any(box.errors for box in boxes.values())
            yield Saying(number, **boxes, is_open=number == 1 or has_errors or bool(boxes["text"].value()))

    def said(self) -> list[Said]:
        """The contributions that were written."""
        found = []
        for number in range(1, SAYINGS + 1):
            text = self.cleaned_data[f"text_{number}"]
            if text:
                found.append(
                    Said(
                        text=text,
                        owner=self.cleaned_data[f"owner_{number}"],
                        assignment=whose(self.assignments, self.cleaned_data[f"said_by_{number}"]),
                        due_on=self.cleaned_data[f"due_on_{number}"],
                    )
                )
        return found
