"""What is asked before somebody is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from representatives.erasure.models import Erasure

BY_PEOPLE = (Erasure.Why.ASKED, Erasure.Why.LEFT, Erasure.Why.DECLINED)


class EraseForm(forms.Form):
    """Why, and the person's name typed once more: a press alone must not erase anybody."""

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[(why.value, why.label) for why in BY_PEOPLE],
        widget=forms.RadioSelect,
    )
    typed = forms.CharField(label=_("Type the person's name to confirm"), max_length=170)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].help_text = name

    def clean_typed(self) -> str:
        typed = " ".join(self.cleaned_data["typed"].split())
        if typed.casefold() != " ".join(self.name.split()).casefold():
            raise forms.ValidationError(_("This is not the name of the person. Nothing is deleted."))
        return typed
