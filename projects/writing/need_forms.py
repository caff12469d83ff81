"""Five plain questions, before anybody is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import Unit
from config.core.ui.forms import DayMonthYear
from projects.planning import queries as projects
from projects.planning.models import Project
from projects.requests.faults import MOST_SEATS
from projects.writing import queries
from projects.writing.needs import Aim, Said, SpeaksFor, Standing

# The questions, each with the fields that answer it.
QUESTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("1. What is to be decided, and when?"), ("decided", "standing", "decide_on")),
    (_("2. What can be changed, and what cannot?"), ("can_change", "cannot_change")),
    (_("3. What should they contribute with?"), ("contribute", "aim")),
    (_("4. How many, and for whom do they speak?"), ("seats", "speaks_for")),
    (_("5. What happens afterwards, and who answers them?"), ("afterwards",)),
)
AROUND = ("project", "unit")


def _words(label: Any, longest: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    box = forms.Textarea({"rows": 3})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, required=required, widget=box
    )


class NeedForm(forms.Form):
    """The answers, for which project, and if there is none for which service."""

    decided = forms.CharField(
        label=_("The question, in one sentence"),
        max_length=140,
        help_text=_("Such as “What the letter before a visit says”."),
    )
    standing = forms.ChoiceField(
        label=_("How far has it come?"),
        choices=Standing.choices,
        widget=forms.RadioSelect,
        initial=Standing.OPEN,
    )
    decide_on = forms.DateField(label=_("When is it decided?"), required=False, widget=DayMonthYear)
    can_change = _words(
        _("What can be changed?"),
        450,
        _("If nothing can, leave it empty: that is good to know."),
        required=False,
    )
    cannot_change = _words(
        _("What cannot be changed?"), 450, _("Money, law, or what is decided."), required=False
    )
    contribute = _words(_("What do they know that you do not? What will they do?"), 500)
    aim = forms.ChoiceField(
        label=_("What is it for, most of all?"),
        choices=Aim.choices,
        widget=forms.RadioSelect,
        initial=Aim.LEARN,
    )
    seats = forms.IntegerField(label=_("How many?"), min_value=1, max_value=MOST_SEATS, initial=2)
    speaks_for = forms.ChoiceField(
        label=_("For whom do they speak?"),
        choices=SpeaksFor.choices,
        widget=forms.RadioSelect,
        initial=SpeaksFor.SELF,
    )
    afterwards = _words(_("Who answers what they say, and by when?"), 300, required=False)
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("For which project?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("There is no project yet"),
        help_text=_("Without a project your answers become a proposal, and the facilitator answers it."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Without a project: for which service?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("I do not know"),
    )

    def __init__(self, *args: Any, user: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project: Any = self.fields["project"]
        project.queryset = queries.projects_to_copy_to(user=user, municipality=municipality)
        project.label_from_instance = lambda one: one.title
        unit: Any = self.fields["unit"]
        unit.queryset = projects.units(municipality)
        unit.label_from_instance = lambda one: one.name

    def questions(self) -> list[tuple[Any, list[Any]]]:
        """Each question with its boxes."""
        return [(label, [self[name] for name in names]) for label, names in QUESTIONS]

    def around(self) -> list[Any]:
        """What is asked beside the questions."""
        return [self[name] for name in AROUND]

    def said(self) -> Said:
        """The answers alone."""
        return Said(**{name: value for name, value in self.cleaned_data.items() if name not in AROUND})
