"""The shapes of what is typed about a project, and of a search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import Unit
from config.core.ui.forms import DayMonthYear
from projects.planning import queries
from projects.planning.models import Involvement, Phase, Project
from projects.planning.queries import PhasePlan, Search


class SearchForm(forms.Form):
    """Search and filters of the project list."""

    text = forms.CharField(
        label=_("Search"), required=False, max_length=100, help_text=_("Title, purpose or goal")
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All but cancelled")), *Project.State.choices],
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("All"), to_field_name="public_id"
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.units(municipality)  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]  # as above

    def search(self) -> Search:
        """What was asked for; an unreadable part narrows nothing."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


class ProjectForm(forms.ModelForm[Project]):
    """A project as the facilitator types it."""

    class Meta:
        model = Project
        fields = (
            "title",
            "unit",
            "leader",
            "purpose",
            "can_change",
            "cannot_change",
            "goal",
            "phase",
            "starts_on",
            "ends_on",
        )
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "can_change": forms.Textarea(attrs={"rows": 3}),
            "cannot_change": forms.Textarea(attrs={"rows": 3}),
            "starts_on": DayMonthYear,
            "ends_on": DayMonthYear,
        }
        help_texts = {
            "title": _("A few plain words that a representative also understands."),
            "purpose": _("What should be better for patients and next of kin when this is done?"),
            "can_change": _("What is still open, so that what representatives say can make a difference?"),
            "cannot_change": _(
                "Money, law, or something already decided. Say it early, and nobody is let down."
            ),
            "goal": _("The goal in a plan that managers know. It comes back in the report."),
            "leader": _("The professional who answers what representatives say."),
        }

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("unit", queries.units(municipality)), ("leader", queries.leaders(municipality))):
            field: Any = self.fields[name]
            field.queryset = rows
            field.to_field_name = "public_id"
            # The row itself, so that the field finds its public id.
            self.initial[name] = getattr(self.instance, name, None) if self.instance.pk else None
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["leader"].label_from_instance = lambda user: user.get_full_name()  # type: ignore[attr-defined]  # as above


class MoveForm(forms.Form):
    """A step in the life of a project."""

    to = forms.ChoiceField(label=_("New state"), choices=Project.State.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Needed when the project closes or is cancelled. Everyone who sees the project can read it."
        ),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [to for to, froms in Project.MOVES.items() if project.state in froms]
        self.fields["to"].choices = [(to, Project.State(to).label) for to in allowed]  # type: ignore[attr-defined]  # ChoiceField


class EndForm(forms.Form):
    """Why something ends; everyone who sees it can read it."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A few words. Everyone who sees the request can read it; name nobody."),
    )


class PlanForm(forms.Form):
    """The involvement plan: for each phase the planned role, and what it became."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = {role.phase: role for role in project.planned_roles.all()}
        for phase in Phase.values:
            role = roles.get(phase)
            self.fields[f"{phase}_planned"] = _role_field(_("Planned role"), role.planned if role else "")
            self.fields[f"{phase}_actual"] = _role_field(_("What it became"), role.actual if role else "")

    def rows(self, plan: list[PhasePlan]) -> list[tuple[PhasePlan, Any, Any]]:
        """Each phase with its two fields, for the table."""
        return [(line, self[f"{line.phase}_planned"], self[f"{line.phase}_actual"]) for line in plan]

    def clean(self) -> None:
        for phase in Phase.values:
            given = self.cleaned_data
            if given.get(f"{phase}_actual") and not given.get(f"{phase}_planned"):
                self.add_error(f"{phase}_planned", _("Write what was planned before what it became."))

    def roles(self) -> list[tuple[str, str, str]]:
        """Phase, planned and actual role."""
        given = self.cleaned_data
        return [(phase, given[f"{phase}_planned"], given[f"{phase}_actual"]) for phase in Phase.values]


def _role_field(label: Any, initial: str) -> forms.ChoiceField:
    choices = [("", _("Not decided")), *Involvement.choices]
    return forms.ChoiceField(label=label, required=False, choices=choices, initial=initial)
