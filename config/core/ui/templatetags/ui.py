"""Tags and filters that every template has."""

from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = Path(settings.BASE_DIR) / "node_modules/@navikt/aksel-icons/dist/svg"


@cache
def _icon(name: str) -> SafeString:
    text = (ICONS / f"{name}.svg").read_text()
    drawing = text.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
    return mark_safe(drawing)  # noqa: S308  # a file of a locked package, chosen by a template, never by a person


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the design system's set, inlined and hidden from screen readers; the text beside it speaks."""
    return _icon(name)


@register.filter
def may(permissions: Any, name: str) -> bool:
    """`{% if permissions|may:"registry.read" %}`"""
    return name in permissions
