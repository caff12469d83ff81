"""The shapes of a further question and of an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from participation.questions.models import QuestionWord
from participation.questions.services import LENGTH, SENT

Way = QuestionWord.Way


class AskForm(forms.Form):
    """What a person asks on the open page."""

    text = forms.CharField(
        label=gettext_lazy("What do you want to ask?"),
        max_length=LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Only those who arrange this read it. You need not write about your health."),
        error_messages={"required": gettext_lazy("Write what you want to ask.")},
    )


class ReplyForm(forms.Form):
    """What the facilitator answers, and how the person is told."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LENGTH,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("The person reads this as it stands. Nothing about health."),
    )
    told = forms.ChoiceField(
        label=gettext_lazy("How is it told?"),
        widget=forms.RadioSelect,
        choices=[
            (Way.MAIL, gettext_lazy("Send it as a letter by e-mail")),
            (Way.SMS, gettext_lazy("Send a text message with the link to the answer")),
            (Way.PHONE, gettext_lazy("I have told it by phone")),
            (Way.PAPER, gettext_lazy("I have written it on paper")),
        ],
    )

    def __init__(self, *args: Any, sent_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told: Any = self.fields["told"]
        told.choices = [choice for choice in told.choices if choice[0] not in SENT or choice[0] == sent_by]
        told.initial = sent_by or Way.PHONE
