"""The guided form: who reflects on what, one page for each question, and what leaders should hear."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.accounts.models import User
from participation.meetings.models import MeetingQuerySet
from participation.reflections.models import LONGEST, LONGEST_NOTE, Activity, Gap, Learning, Purpose
from projects.planning.models import ProjectQuerySet

# Stands at every box: nothing of anybody's health belongs in a reflection.
LEAVE_OUT = _("No names, and nothing about anybody's health.")


def _lines(label: Any, help_text: Any = LEAVE_OUT, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "data-draft": ""}),
    )


class BeginForm(forms.Form):
    """What it is about, and whether each writes a part."""

    project: Any = forms.ModelChoiceField(queryset=None, label=_("Project"), to_field_name="public_id")
    meeting: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Meeting"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No particular meeting: the month"),
    )
    held_on = forms.DateField(label=_("Which day?"))
    how = forms.ChoiceField(
        label=_("How?"),
        choices=[("alone", _("Alone, now")), ("together", _("Together: each writes a part first"))],
        widget=forms.RadioSelect,
        initial="alone",
    )
    invited = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who is invited?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a reflection together. Each gets a letter."),
    )

    def __init__(
        self,
        *args: Any,
        projects: ProjectQuerySet,
        meetings: MeetingQuerySet,
        people: Any,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.fields["project"]
        meeting: Any = self.fields["meeting"]
        project.queryset, project.label_from_instance = projects, lambda row: row.title
        meeting.queryset, meeting.label_from_instance = meetings, _meeting
        _offer(self.fields["invited"], people)
        self.fields["held_on"].initial = today


class InviteForm(forms.Form):
    """One or more who are to write a part too."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who is invited?"),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["people"], people)


class WellForm(forms.Form):
    went_well = _lines(_("What went well, and why?"))


class SurpriseForm(forms.Form):
    surprised = _lines(_("What surprised you?"))


class OthersForm(forms.Form):
    for_others = _lines(_("What does it mean for others?"))


class HeardForm(forms.Form):
    """Who was missing, and who stood in for staff."""

    not_heard = _lines(
        _("Who was not heard?"),
        _("Which groups, not which persons. Nothing about anybody's health."),
    )
    gap = forms.ChoiceField(
        label=_("Was somebody filling a staffing gap?"),
        help_text=_(
            "Relatives or representatives who do what staff should do can hide a fault that ought to be seen."
        ),
        choices=Gap.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    gap_words = forms.CharField(label=_("If so, how?"), max_length=LONGEST_NOTE, required=False)


class SettleForm(forms.Form):
    """What leaders should hear, and three kinds of tags."""

    for_managers = _lines(
        _("What should leaders hear?"),
        _("What only they can do something about. No names, and nothing about anybody's health."),
    )
    purposes = forms.MultipleChoiceField(
        label=_("What was it for?"),
        choices=Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    activities = forms.MultipleChoiceField(
        label=_("What did you do?"),
        choices=Activity.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    learning = forms.MultipleChoiceField(
        label=_("How was it learnt?"),
        choices=Learning.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


# The pages of the guide in their order, by the word in the address.
STEPS: dict[str, tuple[Any, type[forms.Form]]] = {
    "well": (_("What went well"), WellForm),
    "surprise": (_("What surprised"), SurpriseForm),
    "others": (_("What it means for others"), OthersForm),
    "heard": (_("Who was not heard"), HeardForm),
}


def _offer(field: Any, people: Any) -> None:
    field.queryset, field.label_from_instance = people, lambda user: user.get_full_name()


def _meeting(row: Any) -> str:
    return f"{row.held_on:%d.%m.%Y} {row.title} ({row.project.title})"
