"""What a municipality says of itself when it begins to share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.comparison.models import Sharing


class SharingForm(forms.ModelForm[Sharing]):
    """The number of inhabitants and the year it is of: what decides whom the municipality is compared with."""

    class Meta:
        model = Sharing
        fields = ("inhabitants", "counted_in")
        help_texts = {  # noqa: RUF012  # as Django has it
            "inhabitants": _(
                "From Statistics Norway, table 07459, or the municipality's own population register."
            ),
        }

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
