"""The steps of the guide as forms, notes, and what to copy from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.planning.models import Project
from projects.requests.forms import RequestForm
from projects.writing.steps import Step


class StepForm(RequestForm):
    """The questions of one step, with the words of the whole form."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in step.fields}


class NoteForm(forms.Form):
    """A few words, with or without handing over."""

    text = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-draft": ""}),
        help_text=_("Both of you read it. Name no representative."),
    )
    hand_over = forms.BooleanField(label=_("Hand the request over"), required=False)

    def __init__(self, *args: Any, may_hand_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_hand_over:
            del self.fields["hand_over"]


class ProjectChoiceForm(forms.Form):
    """A project, to copy from or to."""

    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Project"),
        to_field_name="public_id",
        empty_label=_("Choose a project"),
    )

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.queryset = projects
        field.label_from_instance = lambda project: project.title
