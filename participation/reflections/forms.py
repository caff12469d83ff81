"""Four short questions after a meeting."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.meetings.models import MeetingQuerySet
from projects.planning.models import ProjectQuerySet


def _lines(label: Any, help_text: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class ReflectionForm(forms.Form):
    """What a group says in fifteen minutes; only the first question must be answered."""

    project: Any = forms.ModelChoiceField(queryset=None, label=_("Project"), to_field_name="public_id")
    meeting: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Meeting"),
        required=False,
        to_field_name="public_id",
        empty_label=_("No particular meeting"),
    )
    held_on = forms.DateField(label=_("Which day?"))
    went_well = _lines(
        _("What went well, and why?"),
        _("Something to do again. No names, and nothing about health."),
        required=True,
    )
    surprised = _lines(_("What surprised us?"), _("Something we did not know before."))
    for_others = _lines(_("What should others know?"), _("So that they need not find it out themselves."))
    for_managers = _lines(_("What should managers know?"), _("What only they can do something about."))

    def __init__(
        self, *args: Any, projects: ProjectQuerySet, meetings: MeetingQuerySet, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.fields["project"]
        meeting: Any = self.fields["meeting"]
        project.queryset, project.label_from_instance = projects, lambda row: row.title
        meeting.queryset, meeting.label_from_instance = meetings, _meeting
        self.fields["held_on"].initial = today


def _meeting(row: Any) -> str:
    return f"{row.held_on:%d.%m.%Y} {row.title} ({row.project.title})"
