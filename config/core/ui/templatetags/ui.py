"""Tags and filters that every template has."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from config.core.access.permissions import Permission
from config.core.ui.charts import numbers

register = template.Library()

LONG_WORD = re.compile(r"\w{13,}")
# Second parts of the long words of this field, bokmål and nynorsk: a heading may break before them.
_LATER_PARTS = (
    "ansvarl ansvarleg avtale behov erfaring erklæring fagperson fellesskap forankring forbedring føring "
    "forbetring forteneste fortjeneste fråsegn gjennomføring godtgjersle godtgjør grunnlag gruppe "
    "historie innlegg innspel innspill innstilling invitasjon jobb kommune kompetanse konsulent "
    "koordinator kunnskap legger legging leggjar medverknad medvirkning melding nettverk område omsorg "
    "opplysning opplæring organisasjon panel plikt prosjekt rapport register regning rekning representant saker sakar "
    "rettleiing samtykke senter teneste tjeneste utlysing utlysning utval utvalg utvikling veiledning"
).split()
_BREAK = re.compile(rf"(?<=\w{{3}})(?={'|'.join(_LATER_PARTS)})", re.IGNORECASE)


class NoSuchIcon(LookupError):
    """The name is not in the icon set."""


@cache
def _icon(name: str) -> SafeString:
    path = Path(settings.NODE_MODULES) / "@navikt/aksel-icons/dist/svg" / f"{name}.svg"
    if not path.is_file():
        raise NoSuchIcon(name)
    drawing = path.read_text().replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
    return mark_safe(" ".join(drawing.split()))  # noqa: S308  # a file of a locked package, named by a template


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the design system's set, inlined and hidden from screen readers; the text beside it speaks."""
    return _icon(name)


@register.filter
def may(permissions: Any, name: str) -> bool:
    """`{% if permissions|may:"registry.read" %}`; a name that is no permission is a fault of the template."""
    return Permission(name) in permissions


@register.filter
def soft(text: Any) -> SafeString:
    """The text with soft hyphens in its long words, so that a narrow heading breaks where a reader would."""
    escaped = conditional_escape(text)
    hyphened = LONG_WORD.sub(lambda word: _BREAK.sub("\u00ad", word.group()), str(escaped))
    return mark_safe(hyphened)  # noqa: S308  # escaped above; only soft hyphens are added


@register.filter
def percent(part: Any, whole: Any) -> int:
    """`{{ done|percent:total }}`: whole per cent from 0 to 100; 0 of nothing."""
    return max(0, min(100, round(100 * int(part) / int(whole)))) if whole else 0


@register.filter
def pages(page: Any) -> list[int]:
    """The page numbers to offer around the current one; 0 stands for a gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in shown]


@register.simple_tag(takes_context=True)
def demonstration_roles(context: template.Context) -> list[tuple[str, str]]:
    """The roles one may sign in as with one press: all in the demonstration, none anywhere else."""
    # Imported here: accounts stand above the look of things.
    from config.core.accounts.views import offers_demonstration
    from config.core.organisations.models import Role

    request = context.get("request")
    if request is None or not offers_demonstration(request):
        return []
    return [(value, str(label)) for value, label in Role.choices]


@register.filter
def number(value: float) -> str:
    """A figure with its thousands apart, in the reader's language."""
    return numbers.number(value)


@register.filter
def phone(number: str) -> str:
    """As people read it: +4740612000 → 406 12 000, a landline in pairs (77 00 11 22), foreign ones as they are."""
    local = number.removeprefix("+47")
    if not number.startswith("+47") or len(local) != 8:
        return number
    if local[0] in "489":
        return f"{local[:3]} {local[3:5]} {local[5:]}"
    return " ".join(local[start : start + 2] for start in range(0, 8, 2))


@register.filter
def phone_link(number: str) -> SafeString:
    """The number as people read it, and one tap away from a call; nothing for no number."""
    return format_html('<a href="tel:{}">{}</a>', number, phone(number)) if number else mark_safe("")
