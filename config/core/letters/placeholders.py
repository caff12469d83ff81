"""Placeholders in a municipality's own words: a closed list, and a substitution that knows nothing else.

Own words are never a template of Django's and never a format string: `{name}` is looked up in a table, everything else
between braces is refused. What is filled in is not read again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_TAG = re.compile(r"\{([^{}]*)\}")


class UnknownPlaceholder(Exception):
    """A placeholder that the letter does not have; the text names it and those that it has, and can be shown."""


@dataclass(frozen=True)
class Placeholder:
    """One word between braces: its code, the same word in the two written Norwegians, and what stands there."""

    code: str
    nb: str
    nn: str
    label: Any

    def word(self, language: str) -> str:
        """As it is offered to one who writes in a language; all three are understood in each."""
        return {"nb": self.nb, "nn": self.nn}.get(language, self.code)


_ALL = (
    Placeholder("name", "navn", "namn", gettext_lazy("the name of the one who gets the letter")),
    Placeholder("municipality", "kommune", "kommune", gettext_lazy("the name of the municipality")),
    Placeholder("sender", "avsender", "avsendar", gettext_lazy("the name of the sender")),
    Placeholder("phone", "telefon", "telefon", gettext_lazy("the phone number to call")),
    Placeholder("email", "epost", "epost", gettext_lazy("the e-mail address to answer to")),
    Placeholder("unit", "enhet", "eining", gettext_lazy("the unit that asks")),
    Placeholder("reply_by", "svarfrist", "svarfrist", gettext_lazy("the last day to answer")),
)
PLACEHOLDERS = {one.code: one for one in _ALL}
# In every letter; a kind of letter may have more.
COMMON = ("name", "municipality", "sender", "phone", "email")


def used(text: str) -> set[str]:
    """Codes of the known placeholders in a text, whichever language they are written in."""
    return {code for tag in _TAG.findall(text) if (code := _code(tag, PLACEHOLDERS))}


def check(text: str, allowed: Iterable[str]) -> None:
    """Refuses a text with anything between braces that is not allowed, or with a brace alone."""
    known = tuple(allowed)
    wrong = [tag for tag in _TAG.findall(text) if not _code(tag, known)]
    if not wrong and not set("{}") & set(_TAG.sub("", text)):
        return
    language = translation.get_language() or "nb"
    facts = {"allowed": ", ".join(f"{{{PLACEHOLDERS[code].word(language)}}}" for code in known)}
    if wrong:
        facts["wrong"] = ", ".join(f"{{{tag}}}" for tag in wrong)
        raise UnknownPlaceholder(
            _("This letter has no %(wrong)s. You may write: %(allowed)s.") % facts,
        )
    raise UnknownPlaceholder(_("There is a brace that stands alone. You may write: %(allowed)s.") % facts)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every placeholder filled in, each on one line; `values` are all that is allowed."""
    check(text, values)
    return _TAG.sub(lambda tag: " ".join(values[_code(tag[1], values)].split()), text)


def _code(tag: str, allowed: Iterable[str]) -> str:
    word = tag.strip().lower()
    for code in allowed:
        one = PLACEHOLDERS[code]
        if word in (one.code, one.nb, one.nn):
            return code
    return ""
