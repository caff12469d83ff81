"""The shapes of answering, of asking more people, of writing the questions and of importing a questionnaire."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participation.contributions.forms import choose_by_name
from participation.feedback import asking
from participation.feedback.models import PulseVoice
from participation.feedback.questions import MOST_QUESTIONS
from participation.feedback.services import LONGEST_WORD, Said
from participation.feedback.wording import spoken

STEP = "step_"


class AnswerForm(forms.Form):
    """One choice for each question, nothing chosen beforehand, none compulsory; and a word to the facilitator.

    `is_own` shows the person's own answers again; whoever writes down for another sees none.
    """

    word = forms.CharField(
        label=_("Is there something only the facilitator should know?"),
        help_text=_(
            "The project does not see it, and it is in no report. Write nothing about anybody's health. You may leave "
            "it empty."
        ),
        max_length=LONGEST_WORD,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, voice: PulseVoice, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said: dict[str, int] = {}
        has_word = False
        if is_own and voice.answered_at is not None:
            said = dict(voice.answers.values_list("question", "step"))
            has_word = hasattr(voice, "private_word")
        for question in voice.pulse.of_side(voice.side):
            steps = list(enumerate(question["steps"], start=1))
            self.fields[STEP + question["key"]] = forms.TypedChoiceField(
                label=spoken(question["text"]),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(number, spoken(words)) for number, words in reversed(steps)],
                widget=forms.RadioSelect,
                initial=said.get(question["key"], ""),
            )
        self.order_fields([*(name for name in self.fields if name != "word"), "word"])
        if has_word:
            self.fields["takes_word_back"] = forms.BooleanField(
                label=_("Take back what I wrote to the facilitator"),
                required=False,
                help_text=_(
                    "What you wrote is not shown here, for a link can be passed on. If you write again, the new words "
                    "take its place."
                ),
            )

    def said(self) -> Said:
        """What `services.answer` takes."""
        steps = {
            name.removeprefix(STEP): step
            for name, step in self.cleaned_data.items()
            if name.startswith(STEP) and step is not None
        }
        is_back = self.cleaned_data.get("takes_word_back", False)
        return Said(steps, self.cleaned_data["word"], takes_word_back=is_back)


class AskAlsoForm(forms.Form):
    """More professionals who were there."""

    def __init__(self, *args: Any, professionals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = forms.ModelMultipleChoiceField(
            professionals,
            label=_("Who else was there?"),
            to_field_name="public_id",
            widget=forms.CheckboxSelectMultiple,
        )
        field.label_from_instance = lambda row: f"{row.name}, {row.unit.name}"
        self.fields["professionals"] = field


class QuestionsForm(forms.Form):
    """Up to five questions, each in three languages; an empty row is no question."""

    def __init__(self, *args: Any, texts: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        for number in range(1, MOST_QUESTIONS + 1):
            known = texts[number - 1] if number <= len(texts) else {}
            for code in asking.LANGUAGES:
                self.fields[f"text_{number}_{code}"] = forms.CharField(
                    label=_("Question %(number)s, %(language)s")
                    % {"number": number, "language": _LANGUAGE_NAMES.get(code, names[code])},
                    max_length=200,
                    required=False,
                    initial=known.get(code, ""),
                )

    def texts(self) -> list[dict[str, str]]:
        """The questions that were written."""
        rows = [
            {code: self.cleaned_data[f"text_{number}_{code}"] for code in asking.LANGUAGES}
            for number in range(1, MOST_QUESTIONS + 1)
        ]
        return [row for row in rows if any(row.values())]


class QuestionnaireFileForm(forms.Form):
    """The municipality's own file."""

    file = forms.FileField(
        label=_("The questionnaire"),
        help_text=_("Excel, OpenDocument or CSV, at most 5 MB, with the licence text in it."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if getattr(file, "is_too_large", False) or file.size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(_("The file is larger than 5 MB. Keep only the questions."))
        return file


class ChooseForm(forms.Form):
    """The project whose meetings are asked about with a questionnaire."""

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = forms.ModelChoiceField(
            None, label=_("Project"), empty_label=_("Choose"), to_field_name="public_id"
        )
        choose_by_name(field, projects, "title")
        self.fields["project"] = field


_LANGUAGE_NAMES = {"nb": _("bokmål"), "nn": _("nynorsk"), "en": _("English")}
