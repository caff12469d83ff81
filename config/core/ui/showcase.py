"""Every component on one page, for those who build pages. It exists only when DEBUG is on."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse

from config.core.access.guards import public
from config.core.ui.forms import DayMonthYear
from config.core.ui.responses import form_page


class EveryField(forms.Form):
    """One field of each shape."""

    name = forms.CharField(label="Name", help_text="As it should stand in letters.")
    day = forms.DateField(label="Date", widget=DayMonthYear, help_text="For instance 3 11 2026.")
    kind = forms.ChoiceField(label="Answer", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Experience areas",
        choices=[(str(number), f"{number}") for number in range(1, 15)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label="Note", widget=forms.Textarea({"rows": 3, "data-draft": ""}), required=False, max_length=500
    )
    agreed = forms.BooleanField(label="I have read it")


@public("the components, shown only in debug mode")
def components(request: Any) -> HttpResponse:
    """The page of components; its form can be sent to see errors."""
    form = EveryField(request.POST or None)
    page = Paginator(range(200), 10).get_page(request.GET.get("page", 4))
    return form_page(request, "core/ui/components.html", form, {"page": page})
