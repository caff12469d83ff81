"""The own words of a letter as it leaves, filled in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from config.core.batch import once
from config.core.letters.kinds import wording_of
from config.core.letters.models import LetterText
from config.core.letters.placeholders import UnknownPlaceholder, fill
from config.core.ui.templatetags.ui import phone

_tried: ContextVar[LetterText | None] = ContextVar("tried", default=None)


@dataclass(frozen=True)
class Own:
    """What the municipality says in one letter; an empty part is the product's to say."""

    opening: str = ""
    closing: str = ""
    signature: str = ""

    @property
    def before(self) -> list[str]:
        """The opening as paragraphs of a letter: none or one."""
        return [self.opening] if self.opening else []

    @property
    def after(self) -> list[str]:
        return [self.closing] if self.closing else []

    def signed(self, otherwise: str) -> str:
        """How the letter ends in plain text: the own signature, or kind regards from `otherwise`."""
        return self.signature or _("Kind regards") + "\n" + otherwise


def own_words(*, kind: str, municipality: Any, language: str, name: str, **facts: str) -> Own:
    """The words in force, filled in for one reader; `facts` are the placeholders that only this kind has.

    Raises UnknownPlaceholder for words with a placeholder that the letter does not have: such a letter waits.
    """
    text = _text(kind, municipality, language)
    wording = wording_of(kind)
    if text is None or wording is None:
        return Own()
    values = values_of(municipality, language, name) | facts
    allowed = {code: values.get(code, "") for code in wording.codes}
    parts = (text.opening, text.closing, text.signature)
    with translation.override(language):
        return Own(*(fill(part, allowed).strip() for part in parts))


def why_not(*, kind: str, municipality: Any, language: str) -> str:
    """What is wrong with the words in force, so that the letter cannot be sent; empty when they are as they should."""
    try:
        own_words(kind=kind, municipality=municipality, language=language, name="")
    except UnknownPlaceholder as error:
        return str(error)
    return ""


def values_of(municipality: Any, language: str, name: str) -> dict[str, str]:
    """What every letter of a municipality can fill in."""
    return {
        "name": name,
        "municipality": municipality.name,
        "sender": sender_of(municipality, language),
        "phone": phone(municipality.facilitator_phone),
        "email": municipality.facilitator_email,
    }


def sender_of(municipality: Any, language: str) -> str:
    """Who signs: the name that the municipality has chosen, or its facilitator."""
    with translation.override(language):
        return municipality.sender_name or _("The facilitator in %(municipality)s") % {
            "municipality": municipality.name
        }


def in_force(municipality: Any) -> dict[tuple[str, str], LetterText]:
    """The words in force by kind and language."""
    rows = LetterText.objects.of(municipality).in_force().select_related("by")
    return {(row.kind, row.language): row for row in rows.order_by("id")}


@contextmanager
def trying(text: LetterText) -> Iterator[None]:
    """Letters of this kind and language are made with `text` in this context alone: for a look before it is kept."""
    token = _tried.set(text)
    try:
        yield
    finally:
        _tried.reset(token)


def _text(kind: str, municipality: Any, language: str) -> LetterText | None:
    tried = _tried.get()
    if tried is not None and (tried.kind, tried.language) == (kind, language):
        return tried
    rows = LetterText.objects
    found: LetterText | None = once(
        ("letter text", municipality.pk, kind, language),
        lambda: rows.of(municipality).filter(kind=kind, language=language).order_by("-number").first(),
    )
    return found
