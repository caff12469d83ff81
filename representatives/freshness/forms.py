"""The shapes of an answer, by the person or written down by the facilitator, and of the municipality's numbers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.core.ui.forms import DayMonthYear
from representatives.consent.models import Consent
from representatives.freshness.models import Checkup, NetworkPolicy
from representatives.freshness.queries import Wanted
from representatives.freshness.services import LIMITS

Reply = Checkup.Reply
YES, NO = "yes", "no"


class Word(forms.ChoiceField):
    """A yes or a no that may be left out where the answer does not need it; the service knows where it does."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class RenewalsForm(forms.Form):
    """A yes or a no to each consent that is asked about, with its text; nothing is chosen beforehand."""

    def __init__(self, *args: Any, wanted: Iterable[Wanted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes = [one.purpose for one in wanted]
        for one in wanted:
            self.fields[f"consent_{one.purpose}"] = Word(
                label=one.text.heading,
                help_text=one.text.body,
                choices=[(YES, _("Yes")), (NO, _("No"))],
                widget=forms.RadioSelect,
            )

    def renewals(self) -> dict[str, bool]:
        """What was said to each purpose; one without a word is not among them."""
        said = {purpose: self.cleaned_data.get(f"consent_{purpose}") for purpose in self.purposes}
        return {purpose: word == YES for purpose, word in said.items() if word}

    def name_unsaid(self) -> None:
        """Marks each consent without a word, so that the summary of errors leads to it."""
        for purpose in self.purposes:
            if not self.cleaned_data.get(f"consent_{purpose}"):
                self.add_error(f"consent_{purpose}", _("Say yes or no here, please."))


class OwnAnswerForm(RenewalsForm):
    """What comes from the page: one of the two that need no more than a press."""

    reply = forms.ChoiceField(
        choices=[(Reply.RIGHT, ""), (Reply.CHANGES, "")],
        error_messages={
            "required": _("Press one of the buttons to answer."),
            "invalid_choice": _("Press one of the buttons to answer."),
        },
    )


class PauseForm(RenewalsForm):
    """Until when the person wants to be left alone."""

    until = forms.DateField(
        label=_("Until when?"), widget=DayMonthYear, help_text=_("The last day of your pause.")
    )
    field_order = ("until",)


class RecordForm(RenewalsForm):
    """What the person said to the facilitator."""

    reply = forms.ChoiceField(
        label=_("What did the person answer?"), choices=Reply.choices, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How did the answer come?"),
        choices=[(Consent.Channel.ORAL, _("By phone")), (Consent.Channel.PAPER, _("On paper"))],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(label=_("A pause until"), widget=DayMonthYear, required=False)
    field_order = ("reply", "until", "channel")


class ListForm(forms.Form):
    """Which of the open questions are shown."""

    show = forms.ChoiceField(choices=[("call", ""), ("all", "")], required=False)


class PolicyForm(forms.ModelForm[NetworkPolicy]):
    """The municipality's numbers, each with what it does."""

    class Meta:
        model = NetworkPolicy
        fields = tuple(LIMITS)
        help_texts = {  # noqa: RUF012  # Django reads it as it stands
            "confirm_after_days": _("365 days is a year. The person gets one letter, or a call."),
            "rest_after_days": _(
                "Half-way there is one reminder. Whoever rests is not suggested for projects."
            ),
            "notice_after_days": _("Counted from the day the rest began."),
            "delete_after_notice_days": _("The notice says the day. One press keeps the profile."),
            "erase_left_after_days": _("Counted from the day the person left."),
            "consent_months": _("At most 24. Holds for consents that are given from now on."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in LIMITS.items():
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                min_value=least,
                max_value=most,
            )
