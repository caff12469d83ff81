"""The shapes of what is typed along the chain."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.assignments.models import Assignment
from participation.contributions import kinds
from participation.contributions.models import Change, Decision, Effect, EvidenceLevel, Response, Told
from participation.contributions.queries import HIGHEST_UNMEASURED, STATES, Search
from participation.contributions.saying import DAYS_TO_ANSWER

GROUP = "group"

STATE_LABELS = {
    "waiting": _("Waiting for an answer"),
    "overdue": _("Overdue"),
    "answered": _("Answered"),
    "decided": _("Decided"),
    "changed": _("Led to a change"),
    "measured": _("Measured"),
    "told": _("Told"),
}

# What would make a claim of change firmer than its level.
WHAT_WOULD_RAISE = {
    EvidenceLevel.ASSERTED: _("Write down what was said, or point to the minutes: then it is level 1."),
    EvidenceLevel.DOCUMENTED: _("Ask the one who decided whether this led to it: then it is level 2."),
    EvidenceLevel.CONFIRMED_BY_OWNER: _(
        "Ask the contributor whether it is what was meant: then it is level 3."
    ),
    EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR: _("Measure something before and after: then it is level 4."),
    EvidenceLevel.INDICATOR_MOVED: _("Compare with a place where nothing was changed: then it is level 5."),
    EvidenceLevel.COMPARED: _("This is as firm as it gets here."),
}


class SearchForm(forms.Form):
    """Filters of the promise board."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *((state, STATE_LABELS[state]) for state in STATES)],
    )
    project: Any = forms.ModelChoiceField(
        None, label=_("Project"), required=False, empty_label=_("All"), to_field_name="public_id"
    )
    unit: Any = forms.ModelChoiceField(
        None, label=_("Unit"), required=False, empty_label=_("All"), to_field_name="public_id"
    )
    owner: Any = forms.ModelChoiceField(
        None, label=_("Who owes an answer"), required=False, empty_label=_("All"), to_field_name="public_id"
    )
    due_by = forms.DateField(label=_("Due by"), required=False)

    def __init__(self, *args: Any, projects: Any, units: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows, label in (("project", projects, "title"), ("unit", units, "name")):
            choose_by_name(self.fields[name], rows, label)
        choose_by_name(self.fields["owner"], owners, "name")

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


class YearForm(forms.Form):
    """Which year."""

    year = forms.IntegerField(min_value=2000, max_value=2100)

    def chosen(self, otherwise: int) -> int:
        """The year that was asked for, else another."""
        return int(self.cleaned_data["year"]) if self.is_valid() else otherwise


class ProjectForm(forms.Form):
    """Which project the contribution belongs to, when the address does not say."""

    project: Any = forms.ModelChoiceField(None, label=_("Project"), to_field_name="public_id")

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_by_name(self.fields["project"], projects, "title")


class PromiseForm(forms.Form):
    """Who owes an answer, and by when."""

    owner: Any = forms.ModelChoiceField(
        None, label=_("Who owes an answer?"), empty_label=_("Choose"), to_field_name="public_id"
    )
    due_on = forms.DateField(label=_("Answer due"))

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_by_name(self.fields["owner"], owners, "name")


class ContributionForm(PromiseForm):
    """What was said, in half a minute."""

    text = forms.CharField(
        label=_("What was said?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As close to the person's own words as you can. No names and no diagnoses."),
    )
    said_by = forms.ChoiceField(label=_("Who said it?"))
    said_on = forms.DateField(label=_("Said on"))
    from_experience = forms.CharField(
        label=_("From which experience was it said?"),
        max_length=140,
        required=False,
        help_text=_("Where the person has been, such as “next of kin at a nursing home”. No diagnoses."),
    )
    hoped_for = forms.CharField(label=_("What it was hoped to influence"), max_length=300, required=False)
    speaks_for = forms.CharField(label=_("Whom it speaks for"), max_length=200, required=False)

    field_order = (
        "text",
        "said_by",
        "owner",
        "due_on",
        "said_on",
        "from_experience",
        "hoped_for",
        "speaks_for",
    )

    def __init__(self, *args: Any, assignments: list[Assignment], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._assignments = assignments
        self.fields["said_by"].choices = who_said(assignments)  # type: ignore[attr-defined]  # ChoiceField
        self.fields["said_on"].initial = today
        self.fields["due_on"].initial = today + DAYS_TO_ANSWER

    def said(self) -> dict[str, Any]:
        """What `saying.say` takes."""
        fields = dict(self.cleaned_data)
        assignment = whose(self._assignments, fields.pop("said_by"))
        return fields | {"assignment": assignment}


class ResponseForm(forms.ModelForm[Response]):
    """The answer with its reason."""

    answer = forms.ChoiceField(
        label=_("The answer"), choices=Response.Answer.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Response
        fields = ("answer", "reason", "answered_on")
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "reason": _(
                "The contributor reads this. Write so that it can be understood, also when it is a no."
            )
        }


class DecisionForm(forms.ModelForm[Decision]):
    """What was decided, and where."""

    class Meta:
        model = Decision
        fields = ("text", "forum", "reference", "decided_on")
        help_texts = {
            "forum": _("The meeting, leader or council that decided."),
            "reference": _("Case number or name of the document."),
        }


class ChangeForm(forms.ModelForm[Change]):
    """What became different, and how firm that claim is."""

    kind = forms.ChoiceField(
        label=_("What kind of change is it?"), choices=[("", _("Choose")), *kinds.grouped()]
    )
    attribution = forms.ChoiceField(
        label=_("How much did the contribution matter?"),
        choices=Change.Attribution.choices,
        widget=forms.RadioSelect,
    )
    evidence_level = forms.TypedChoiceField(
        label=_("What does the claim rest on?"),
        choices=[(level.value, level.label) for level in EvidenceLevel if level <= HIGHEST_UNMEASURED],
        coerce=int,
        help_text=_("When an effect is measured, the claim can be made firmer."),
    )

    class Meta:
        model = Change
        fields = ("before", "text", "kind", "attribution", "evidence_level", "unintended", "changed_on")
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "before": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "before": _("How it was, in one sentence."),
            "unintended": _(
                "Did it make something worse for somebody? Ask, and write “none” if nobody knows of any."
            ),
        }


class EvidenceForm(forms.Form):
    """How firm the claim of a change is now."""

    evidence_level = forms.TypedChoiceField(
        label=_("What does the claim rest on?"),
        choices=EvidenceLevel.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )


class EffectForm(forms.ModelForm[Effect]):
    """What was measured, or why nothing was."""

    class Meta:
        model = Effect
        fields = ("indicator", "before", "after", "source", "measured_on", "not_measured_because")
        help_texts = {
            "indicator": _("What was counted or measured."),
            "source": _("Where the numbers come from."),
            "not_measured_because": _("Only when nothing was measured."),
        }


class TellingForm(forms.Form):
    """How the facilitator told a contributor. What and whom is in the address of the button."""

    step = forms.ChoiceField(choices=Told.Step.choices)
    about = forms.SlugField(max_length=22)
    assignment = forms.SlugField(max_length=22)
    channel = forms.ChoiceField(
        choices=[(c.value, c.label) for c in (Told.Channel.PHONE, Told.Channel.LETTER)]
    )


def who_said(assignments: list[Assignment]) -> list[tuple[str, Any]]:
    """The choices of who said it: everyone with a seat, or the group."""
    people = [(one.public_id, one.representative.name) for one in assignments]
    return [("", _("Choose")), (GROUP, _("The group together")), *people]


def whose(assignments: list[Assignment], chosen: str) -> Assignment | None:
    """The assignment that was chosen; None for the group."""
    return next((one for one in assignments if one.public_id == chosen), None)


def choose_by_name(field: Any, rows: Any, label: str) -> None:
    """Offers the rows in a choice field, each by one of its attributes."""
    field.queryset = rows
    field.label_from_instance = lambda row: getattr(row, label)
