"""Forms in the house style: one renderer, one bound field, an error summary that links to the fields."""

from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

# Above this many, a list of boxes is folded until someone opens it.
LONG_LIST = 10
_BOXES = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class Field(BoundField):
    """A field whose widget carries the house's classes and points to its help and errors."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        own = shown.attrs.get("class", "")
        built["class"] = f"ds-input {own}".strip()
        # Names such as "Username" in the box vanish when one writes; the label above stays.
        shown.attrs.pop("placeholder", None)
        # Focus belongs to the top of a new page, and to the summary of one with errors.
        shown.attrs.pop("autofocus", None)
        # Django's 40 columns would make a text area narrower than the other fields, or wider than a phone.
        shown.attrs.pop("cols", None)
        if isinstance(shown, forms.CheckboxSelectMultiple):
            built.pop("required", None)
        return built

    @property
    def kind(self) -> str:
        """Which shape the template draws: `choice` one box, `choices` several, `group` parts, else `text`."""
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "choice"
        return "group" if widget.use_fieldset else "text"

    @property
    def first_id(self) -> str:
        """The id that a link in the error summary leads to: the first box or part of a group."""
        if self.kind in ("choices", "group"):
            return f"{self.auto_id}_0"
        return str(self.id_for_label or self.auto_id)

    @property
    def is_long(self) -> bool:
        """Whether its boxes are so many that they are folded."""
        if not isinstance(self.field.widget, forms.CheckboxSelectMultiple):
            return False
        return sum(len(options) for _group, options, _index in self._groups()) > LONG_LIST

    @property
    def chosen_count(self) -> int:
        """How many boxes are ticked."""
        value = self.value()
        return len(value) if isinstance(value, (list, tuple, set)) else int(bool(value))

    def _groups(self) -> Any:
        value = self.value()
        chosen = [str(one) for one in value] if isinstance(value, (list, tuple, set)) else []
        return self.field.widget.optgroups(self.name, chosen)


class Renderer(TemplatesSetting):
    """Draws forms with `templates/core/forms/`; a field's template asks for its kind."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = Field


class DayMonthYear(forms.MultiWidget):
    """A date as three small fields, for a `DateField`; easier for many than a calendar, and the same everywhere."""

    template_name = "core/forms/day_month_year.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**digits, "maxlength": 2, "size": 2}),
            "month": forms.TextInput({**digits, "maxlength": 2, "size": 2}),
            "year": forms.TextInput({**digits, "maxlength": 4, "size": 4}),
        }
        super().__init__(parts, attrs)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, label in zip(
            context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True
        ):
            part["label"] = label
        return context

    def decompress(self, value: Any) -> list[Any]:
        """A date, "2026-11-03", or what was typed ("3.13.2026"), as day, month, year."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if not value:
            return [None, None, None]
        try:
            return self.decompress(date.fromisoformat(value))
        except ValueError:
            return [*str(value).split("."), "", ""][:3]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """ISO when the parts are a date; what was typed, which the field refuses, when not; None when empty."""
        day, month, year = (
            str(part or "").strip() for part in super().value_from_datadict(data, files, name)
        )
        if not (day or month or year):
            return None
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return f"{day}.{month}.{year}"
