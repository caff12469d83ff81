"""Many contributions at once: the text they are in, and then each of them to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from participation.assignments.models import Assignment
from participation.contributions.forms import choose_by_name, who_said, whose
from participation.contributions.saying import DAYS_TO_ANSWER, Said
from participation.contributions.splitting import LONGEST, MOST

LONGEST_TEXT = 30_000


class TogetherForm(forms.Form):
    """What is the same for all of them."""

    said_on = forms.DateField(label=_("Which day was it said?"))
    owner: Any = forms.ModelChoiceField(
        None, label=_("Who owes the answers?"), empty_label=_("Choose"), to_field_name="public_id"
    )
    due_on = forms.DateField(label=_("Answer due"))

    def __init__(self, *args: Any, owners: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_by_name(self.fields["owner"], owners, "name")
        self.fields["said_on"].initial = day
        self.fields["due_on"].initial = day + DAYS_TO_ANSWER


class PastedForm(TogetherForm):
    """Minutes or a mail as they are."""

    text = forms.CharField(
        label=_("Paste the minutes or the mail"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Each bullet or paragraph becomes one contribution. You see them before anything is stored."
        ),
    )

    field_order = ("text", "said_on", "owner", "due_on")


@dataclass(frozen=True)
class Line:
    """One of them, as the page draws it."""

    number: int
    keep: BoundField
    text: BoundField
    said_by: BoundField


class ManyForm(TogetherForm):
    """Each line to be kept or left out, with who said it."""

    def __init__(self, *args: Any, lines: list[str], assignments: list[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._assignments = assignments
        self.number = min(len(lines), MOST)
        for number, text in enumerate(lines[:MOST], start=1):
            self.fields[f"keep_{number}"] = forms.BooleanField(
                label=_("Keep number %(number)s") % {"number": number}, required=False, initial=True
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What was said?"),
                required=False,
                max_length=LONGEST,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"said_by_{number}"] = forms.ChoiceField(
                label=_("Who said it?"), choices=who_said(assignments)[1:], required=False
            )

    def lines(self) -> Iterator[Line]:
        """All of them, in order."""
        for number in range(1, self.number + 1):
            boxes = {name: self[f"{name}_{number}"] for name in ("keep", "text", "said_by")}
            yield Line(number, **boxes)

    def clean(self) -> dict[str, Any]:
        """One at least is kept, and what is kept has words."""
        cleaned = super().clean() or self.cleaned_data
        kept = [number for number in range(1, self.number + 1) if cleaned.get(f"keep_{number}")]
        if not kept:
            raise forms.ValidationError(_("Keep one at least."))
        for number in kept:
            if not str(cleaned.get(f"text_{number}", "")).strip() and f"text_{number}" not in self.errors:
                self.add_error(f"text_{number}", _("Write what was said, or leave it out."))
        return cleaned

    def said(self) -> list[Said]:
        """What is kept."""
        words = self.cleaned_data
        return [
            Said(
                text=words[f"text_{number}"],
                owner=words["owner"],
                assignment=whose(self._assignments, words[f"said_by_{number}"]),
                due_on=words["due_on"],
            )
            for number in range(1, self.number + 1)
            if words[f"keep_{number}"]
        ]
