"""Writing own words, taking an earlier version back, and who letters come from."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.letters import placeholders
from config.core.letters.kinds import wording_of
from config.core.letters.models import LONGEST, LONGEST_SIGNATURE, LetterText
from config.core.organisations.models import Municipality

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


class CannotWrite(Exception):
    """The words cannot be used in this letter; the text can be shown. `part` names the part that is meant."""

    def __init__(self, text: str, part: str = "") -> None:
        super().__init__(text)
        self.part = part


@transaction.atomic
def write(
    *,
    municipality: Municipality,
    kind: str,
    language: str,
    opening: str,
    closing: str,
    signature: str,
    by: Any,
    at: datetime,
    restored: int | None = None,
) -> LetterText:
    """A new version of the own words of a kind of letter; all parts empty gives the letter back to the product.

    Refuses a letter that has no room for own words, a placeholder that it does not have or that the municipality has
    nothing to put in, and what is too long. The same words as those in force change nothing.
    """
    Municipality.objects.select_for_update(of=("self",), no_key=True).get(pk=municipality.pk)
    parts = {"opening": opening, "closing": closing, "signature": signature}
    parts = {name: text.replace("\r\n", "\n").strip() for name, text in parts.items()}
    check(municipality=municipality, kind=kind, language=language, **parts)
    earlier = LetterText.objects.of(municipality).filter(kind=kind, language=language)
    last = earlier.order_by("-number").first()
    if last is not None and all(getattr(last, name) == text for name, text in parts.items()):
        return last
    text = LetterText.objects.create(
        municipality=municipality,
        kind=kind,
        language=language,
        number=last.number + 1 if last else 1,
        restored=restored,
        at=at,
        by=by,
        **parts,
    )
    audit.record("letter_text.written", obj=text, by=by, at=at, fields=sorted(parts))
    return text


def restore(*, text: LetterText, by: Any, at: datetime) -> LetterText:
    """Takes an earlier version into use again, as a new version; refuses what `write` refuses."""
    return write(
        municipality=text.municipality,
        kind=text.kind,
        language=text.language,
        opening=text.opening,
        closing=text.closing,
        signature=text.signature,
        by=by,
        at=at,
        restored=text.number,
    )


def check(
    *, municipality: Municipality, kind: str, language: str, opening: str, closing: str, signature: str
) -> None:
    """Refuses, by CannotWrite, words that could not leave in a letter."""
    wording = wording_of(kind)
    if wording is None or language not in dict(settings.LANGUAGES):
        raise CannotWrite(_("This letter has no room for words of your own."))
    parts = {
        "opening": (opening, LONGEST),
        "closing": (closing, LONGEST),
        "signature": (signature, LONGEST_SIGNATURE),
    }
    for part, (text, longest) in parts.items():
        if len(text) > longest:
            raise CannotWrite(_("Write at most %(most)s characters.") % {"most": longest}, part)
        if _STEERING.search(text):
            raise CannotWrite(_("There is a character in the text that cannot be printed."), part)
        try:
            placeholders.check(text, wording.codes)
        except placeholders.UnknownPlaceholder as error:
            raise CannotWrite(str(error), part) from error
    used = placeholders.used(" ".join((opening, closing, signature)))
    if "phone" in used and not municipality.facilitator_phone:
        raise CannotWrite(_("Write down a phone number to call first: the letter uses it."))
    if "email" in used and not municipality.facilitator_email:
        raise CannotWrite(_("Write down an e-mail address for answers first: the letter uses it."))


@transaction.atomic
def set_sender(
    *, municipality: Municipality, name: str, email: str, phone: str, by: Any, at: datetime
) -> Municipality:
    """Whom letters come from, where answers go and whom to call. Refuses a name of more than one line.

    The number and the address stay as long as own words in force use them.
    """
    held = Municipality.objects.select_for_update(of=("self",), no_key=True).get(pk=municipality.pk)
    if _STEERING.search(name) or "\n" in name or "\t" in name:
        raise CannotWrite(_("The name is one line of plain letters."), "name")
    given = {"sender_name": name.strip(), "facilitator_email": email.strip(), "facilitator_phone": phone}
    missing = {code for code, field in _NEEDED.items() if not given[field]}
    rows = LetterText.objects.of(held).in_force()
    texts = [" ".join((row.opening, row.closing, row.signature)) for row in rows]
    if missing & {code for text in texts for code in placeholders.used(text)}:
        raise CannotWrite(_("Your letters use this: change them before you take it away."))
    changed = [field for field, value in given.items() if getattr(held, field) != value]
    if changed:
        for field in changed:
            setattr(held, field, given[field])
        held.save(update_fields=changed)
        audit.record("municipality.sender_changed", obj=held, by=by, at=at, fields=changed)
    return held


_NEEDED = {"phone": "facilitator_phone", "email": "facilitator_email"}
