"""What is typed when something is asked of managers, when they answer, and when something follows."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import UnitQuerySet
from participation.support.models import Ask

# A hundred million: more than any municipality gives this, less than the databases' integers hold.
MOST = 100_000_000
# What fits on one screen of a phone above three buttons. Older ones may be longer.
TITLE = 120


class AskForm(forms.ModelForm[Ask]):
    """One thing, with its cost and what follows if not."""

    class Meta:
        model = Ask
        fields = (
            "title",
            "unit",
            "need",
            "options",
            "cost_kroner",
            "cost_hours",
            "consequence",
            "decide_by",
        )
        labels = {
            "title": _("What do you ask for?"),
            "unit": _("Whom do you ask?"),
            "need": _("Why?"),
            "options": _("Which ways are there?"),
            "consequence": _("What follows if the answer is no?"),
            "decide_by": _("Decide by"),
        }
        help_texts = {
            "title": _("One sentence that can be answered with yes."),
            "options": _("The one you recommend first."),
            "consequence": _("In a factual tone."),
        }
        widgets = {
            "need": forms.Textarea({"rows": 4}),
            "options": forms.Textarea({"rows": 3}),
            "consequence": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, units: UnitQuerySet, may_ask_seniors: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset, field.to_field_name = units, "public_id"
        field.label_from_instance = _manager_of
        field.empty_label = _("The senior management")
        field.required = not may_ask_seniors
        self.fields["title"].widget.attrs["maxlength"] = TITLE
        self.fields["title"].validators.append(MaxLengthValidator(TITLE))
        for name in ("cost_kroner", "cost_hours"):
            self.fields[name].initial = 0
            self.fields[name].validators.append(MaxValueValidator(MOST))


def _manager_of(unit: Any) -> str:
    return str(_("The manager of %(unit)s") % {"unit": unit.name})


class AnswerForm(forms.Form):
    """Granted, declined or later, with a reason."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Ask.State.GRANTED, _("Yes, granted")),
            (Ask.State.DECLINED, _("No, declined")),
            (Ask.State.LATER, _("Not now, later")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you decline. It is shown in the next report."),
    )
    back_on = forms.DateField(
        label=_("If later: ask me again on"),
        required=False,
        help_text=_("In a month, when you choose no day."),
    )


class OpenAnswerForm(AnswerForm):
    """The same behind the link: three buttons give the answer, and everything has room on a phone."""

    answer = forms.ChoiceField(
        choices=[(one, "") for one in ("granted", "declined", "later")],
        error_messages={"required": _("Press yes, no or later.")},
    )
    reason = forms.CharField(
        label=_("Reason, needed for a no"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    back_on = forms.DateField(label=_("If later: ask me again on"))

    def __init__(self, *args: Any, later: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["back_on"].required = False
        self.fields["back_on"].initial = later


class FollowedForm(forms.Form):
    """One thing that followed from the answer."""

    text = forms.CharField(
        label=_("What followed?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("What was done, in a sentence. Nothing about anybody's health."),
    )
    happened_on = forms.DateField(label=_("Which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("happened_on", today)


class StateForm(forms.Form):
    """Which asks to show."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Ask.State.choices])
