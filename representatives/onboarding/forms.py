"""The shapes of what is written about a conversation, a course, training, a declaration and a pair."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from representatives.catalogue.models import Term
from representatives.onboarding import guide
from representatives.onboarding.models import Conversation, Course
from representatives.registry.models import Representative

LONGEST_SUMMARY = 1500


class ConversationForm(forms.Form):
    """A conversation by the guide: what was talked about, and where it led."""

    held_on = forms.DateField(label=_("Which day?"), widget=DayMonthYear)
    talked_about = forms.MultipleChoiceField(
        label=_("What did you talk about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only that you did; the answers are not kept."),
    )
    summary = forms.CharField(
        label=_("What we agreed is worth remembering"),
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write it together, and no diagnoses. The person may read it."),
    )
    outcome = forms.ChoiceField(
        label=_("Where did it lead?"), choices=Conversation.Outcome.choices, widget=forms.RadioSelect
    )
    next_step = forms.CharField(label=_("Agreed next step"), required=False, max_length=200)
    next_step_on = forms.DateField(label=_("By which day?"), required=False, widget=DayMonthYear)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = today
        self.fields["talked_about"].choices = [(one.key, one.label) for one in guide.questions()]  # type: ignore[attr-defined]  # MultipleChoiceField


class CourseForm(forms.Form):
    """A course, and the roles it opens for."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(label=_("What it is about"), required=False, max_length=300)
    roles = forms.ModelMultipleChoiceField(
        Term.objects.none(),
        label=_("Which roles does it open for?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A role that no course opens is open to everybody."),
    )

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What a course opens already stays a choice, although it is retired since.
        opens = Q(public_id__in=self.initial.get("roles", []), kind=Term.Kind.ROLE)
        in_use = Term.objects.offered_in(municipality).filter(kind=Term.Kind.ROLE).order_by()
        offered = Term.objects.filter(Q(pk__in=in_use.values("pk")) | opens)
        self.fields["roles"].queryset = offered  # type: ignore[attr-defined]  # ModelMultipleChoiceField
        self.fields["roles"].label_from_instance = lambda term: term.name  # type: ignore[attr-defined]  # as above


class TrainingForm(forms.Form):
    """A completed course: one of ours, or another by name."""

    course = forms.ModelChoiceField(
        Course.objects.none(),
        label=_("One of our courses"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Another course"),
    )
    name = forms.CharField(
        label=_("Name of another course"),
        required=False,
        max_length=120,
        help_text=_("Only when it is not in the list above."),
    )
    completed_on = forms.DateField(label=_("Completed on"), required=False, widget=DayMonthYear)

    def __init__(self, *args: Any, municipality: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.of(municipality)  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["course"].label_from_instance = lambda course: course.name  # type: ignore[attr-defined]  # as above


class PaperDeclarationForm(forms.Form):
    """A declaration that was signed on paper."""

    signed_on = forms.DateField(label=_("Signed on"), widget=DayMonthYear)
    reference = forms.CharField(
        label=_("Where is the paper?"), max_length=120, help_text=_("For example: locked cabinet, folder 3")
    )


class OwnSignatureForm(forms.Form):
    """The one box on the page where a person signs."""

    confirmed = forms.BooleanField(
        label=_("I have read this, and I will keep to it."),
        error_messages={"required": _("Tick the box if you will keep to it.")},
    )


class MentorForm(forms.Form):
    """Who walks beside the person. Suggested ones stand first on the page; anybody active may be chosen."""

    mentor = forms.ModelChoiceField(
        Representative.objects.none(),
        label=_("Who walks beside?"),
        to_field_name="public_id",
        empty_label=_("Choose somebody"),
    )
    started_on = forms.DateField(label=_("Since which day?"), widget=DayMonthYear)

    def __init__(self, *args: Any, person: Representative, people: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = people.active().exclude(pk=person.pk)  # type: ignore[attr-defined]  # ModelChoiceField
        self.fields["mentor"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]  # as above
        self.fields["started_on"].initial = today
