"""How a letter reads with the words that are being written: for one who gets it, or for somebody invented."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.core.letters.kinds import Wording, all_wordings, wording_of
from config.core.letters.models import LetterText
from config.core.letters.queries import in_force, own_words, sender_of, trying
from config.core.outbox.kinds import CannotRender, kind_of
from config.core.outbox.models import Message
from representatives.registry.models import Representative

INVENTED = "Kari"
# How far back letters are looked for, and how many people are offered.
NEWEST, MOST = 100, 20


@dataclass(frozen=True)
class Line:
    """One kind of letter with its languages: the code and the version in force, None for the product's words."""

    wording: Wording
    languages: tuple[tuple[str, LetterText | None], ...]


@dataclass(frozen=True)
class Preview:
    """A letter as it would leave. `is_outline`: what the product writes stands as a list of what it is about."""

    to: str
    subject: str
    text: str
    is_outline: bool


def lines(municipality: Any, languages: tuple[str, ...]) -> list[Line]:
    """Every kind of letter that has room for own words."""
    held = in_force(municipality)
    return [
        Line(wording, tuple((code, _words(held.get((wording.kind, code)))) for code in languages))
        for wording in all_wordings()
    ]


def versions(*, user: Any, municipality: Any, kind: str, language: str) -> list[LetterText]:
    """Every version of one letter in one language, the newest first."""
    rows = LetterText.objects.visible_to(user).of(municipality).filter(kind=kind, language=language)
    return list(rows.select_related("by").order_by("-number"))


def people_of(*, user: Any, municipality: Any, kind: str, language: str) -> list[Representative]:
    """Some who get or got such a letter in this language and whom the user may see, by name."""
    messages = Message.objects.of(municipality).filter(kind=kind).order_by("-queued_at", "-id")
    ids = list(messages.values_list("recipient_id", flat=True)[:NEWEST])
    people = Representative.objects.visible_to(user).of(municipality).filter(public_id__in=ids)
    rows = people.select_related("municipality").order_by("family_name", "given_name", "id")
    return [person for person in rows if person.speaks == language][:MOST]


def preview(*, text: LetterText, person: Representative | None = None) -> Preview:
    """The letter with `text`, kept or not: the person's newest of this kind, else an outline.

    Its links open nothing. Raises UnknownPlaceholder as the sending would.
    """
    with trying(text), translation.override(text.language):
        mail = _newest(text, person) if person else None
        if mail is not None and person is not None:
            return Preview(person.name, mail.subject, mail.text, is_outline=False)
        name = person.name if person else INVENTED
        greeted = person.given_name if person else INVENTED
        return Preview(name, "", _outline(text, greeted), is_outline=True)


def _newest(text: LetterText, person: Representative) -> Any:
    messages = Message.objects.of(text.municipality).filter(kind=text.kind, recipient_id=person.public_id)
    message = messages.select_related("municipality").order_by("-queued_at", "-id").first()
    if message is None:
        return None
    try:
        mail = kind_of(message).render(message, False)  # noqa: FBT003  # its signature is Callable, without keywords
    except CannotRender:
        return None
    return mail if mail.language == text.language else None


def _outline(text: LetterText, name: str) -> str:
    wording = wording_of(text.kind)
    if wording is None:
        return ""
    examples = {"unit": _("Home care"), "reply_by": date_format(text.at, "DATE_FORMAT")}
    own = own_words(
        kind=text.kind,
        municipality=text.municipality,
        language=text.language,
        name=name,
        **{code: examples[code] for code in wording.more},
    )
    fixed = [_("Medvirk writes here:"), *(f"– {one}" for one in wording.always)]
    greeting = _("Hello %(name)s,") % {"name": name}
    ending = own.signed(sender_of(text.municipality, text.language))
    return "\n\n".join([greeting, *own.before, "\n".join(map(str, fixed)), *own.after, ending]) + "\n"


def _words(text: LetterText | None) -> LetterText | None:
    return text if text is not None and not text.is_empty else None
