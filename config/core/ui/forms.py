"""Forms in the house style: one renderer, one bound field, an error summary that links to the fields."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class Field(BoundField):
    """A field whose widget carries the house's classes and points to its help and errors."""

    def css_classes(self, extra_classes: Any = None) -> str:
        return super().css_classes(extra_classes)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if not isinstance(shown, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
            built.setdefault("class", "ds-input")
        else:
            built.setdefault("class", "ds-input")
        if self.errors:
            built["aria-invalid"] = "true"
        return built

    @property
    def kind(self) -> str:
        """Which shape the template draws: `choice` for one box, `choices` for several, else `text`."""
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choices"
        return "choice" if isinstance(widget, forms.CheckboxInput) else "text"


class Renderer(TemplatesSetting):
    """Draws forms with `templates/core/forms/`; a field's template asks for its kind."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = Field
