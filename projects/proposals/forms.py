"""Three plain questions, and the answers to whoever answered them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import Unit
from projects.planning import queries as projects
from projects.planning.models import Project
from projects.proposals.models import Proposal


class ProposalForm(forms.ModelForm[Proposal]):
    """What is the trouble, for whom, what would be better. No question asks about the writer's own life."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Which service is it about?"),
        required=False,
        empty_label=_("I do not know"),
        to_field_name="public_id",
    )

    class Meta:
        model = Proposal
        fields = ("trouble", "for_whom", "better", "title")
        labels = {
            "trouble": _("What is the trouble?"),
            "for_whom": _("For whom?"),
            "better": _("What would be better?"),
            "title": _("What shall we call it, in a few words?"),
        }
        widgets = {
            "trouble": forms.Textarea(attrs={"rows": 3}),
            "better": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "trouble": _("What you see in the service. Write nothing about your own or others' health."),
            "for_whom": _("For example: people who live alone, or next of kin who work."),
            "better": _("How would one notice that it is better?"),
            "title": _("For example: A letter that can be understood"),
        }

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = True
        unit: Any = self.fields["unit"]
        unit.queryset = projects.units(municipality)
        unit.label_from_instance = lambda one: one.name
        if self.instance.pk:
            del self.fields["unit"]

    def _post_clean(self) -> None:
        """The service checks the row: a form that writes on it would show words that are not saved."""


class ToldForm(ProposalForm):
    """The same, as the facilitator writes it down for somebody on the phone."""

    told_by = forms.CharField(
        label=_("Who told you?"),
        required=False,
        max_length=120,
        help_text=_("A name, so that you can tell what came of it. No illness."),
    )


class TakeUpForm(forms.ModelForm[Project]):
    """The project in its own words, and a word to the proposer."""

    reason = forms.CharField(
        label=_("A word to the one who proposed it"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Project
        fields = ("title", "unit", "purpose", "leader")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": _("Everyone who sees the project sees this. Nothing that tells of one person."),
            "purpose": _("What should be better for patients and next of kin when this is done?"),
        }

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        project, place = proposal.project, proposal.municipality
        first = {
            "title": proposal.title,
            "purpose": project.purpose or proposal.better,
            "unit": project.unit if proposal.knows_unit else None,
            "leader": project.leader,
        }
        kwargs.setdefault("initial", first)
        super().__init__(*args, **kwargs)
        for name, rows in (("unit", projects.units(place)), ("leader", projects.leaders(place))):
            field: Any = self.fields[name]
            field.queryset, field.to_field_name = rows, "public_id"
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["leader"].label_from_instance = lambda user: user.get_full_name()  # type: ignore[attr-defined]  # as above

    def changes(self) -> dict[str, Any]:
        """What becomes of the project."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReasonForm(forms.Form):
    """What the proposer is told."""

    reason = forms.CharField(
        max_length=600, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Nothing about health.")
    )

    def __init__(self, *args: Any, label: Any, help_text: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.label, reason.help_text = label, f"{help_text} {reason.help_text}"
