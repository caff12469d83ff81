"""The shapes of a sending: whom to ask and to thank, and the number where so many are written to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.invitations.forms import ReplyByForm
from participation.invitations.queries import ToAsk
from participation.sendings.models import Sending, SendingLine


class PrepareForm(ReplyByForm):
    """Who is asked, by when they answer, and who is told that the seats are taken."""

    ask = forms.MultipleChoiceField(
        label=gettext_lazy("Ask"), widget=forms.CheckboxSelectMultiple, choices=(), required=False
    )
    thank = forms.MultipleChoiceField(
        label=gettext_lazy("Give a kind word to"),
        help_text=gettext_lazy(
            "They have not got a seat. The letter says that the places are taken, and thanks them. "
            "Their link answers no more, and their place on the reserve goes."
        ),
        widget=forms.CheckboxSelectMultiple,
        choices=(),
        required=False,
    )
    field_order = ("ask", "reply_by", "thank")

    def __init__(
        self, *args: Any, to_ask: list[ToAsk], to_thank: Any, draft: Sending | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("ask", [(one.person.public_id, f"{one.person.name} – {one.way.label}") for one in to_ask])
        thanked = [(row.public_id, f"{row.representative.name} – {_said(row)}") for row in to_thank]
        self._offer("thank", thanked)
        if not to_ask:
            del self.fields["reply_by"]
        if draft is not None:
            self._as_in(draft)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("ask") and not given.get("thank"):
            raise forms.ValidationError(_("Choose at least one person to write to."))
        return given

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if not choices:
            del self.fields[name]
            return
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # MultipleChoiceField
        self.fields[name].initial = [public_id for public_id, _label in choices]

    def _as_in(self, draft: Sending) -> None:
        """What was chosen when the draft was made stands chosen."""
        lines = draft.lines.select_related("representative")
        asked = [line.representative for line in lines if line.does == SendingLine.Does.ASK]
        thanked = draft.request.invitations.open().filter(
            representative__in=[
                line.representative_id for line in lines if line.does == SendingLine.Does.THANK
            ]
        )
        before = {
            "ask": [person.public_id for person in asked],
            "thank": list(thanked.values_list("public_id", flat=True)),
            "reply_by": draft.reply_by,
        }
        for name in self.fields:
            self.fields[name].initial = before[name]


class NumberForm(forms.Form):
    """How many get a letter, typed by whoever sends to more than a hundred."""

    number = forms.IntegerField(
        label=gettext_lazy("Write how many people get a letter"),
        help_text=gettext_lazy("So that nobody writes to so many by mistake."),
        min_value=1,
        error_messages={"required": gettext_lazy("Write the number that stands above.")},
    )


def _said(invitation: Any) -> str:
    if invitation.on_reserve_since:
        return _("said yes, and is on the reserve")
    return str(invitation.get_answer_display()) if invitation.answer else _("has not answered")
