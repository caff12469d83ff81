"""The questions that Medvirk brings along, in its own words, and how a text in several languages is read."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# From the lowest. What is said with the first is brought before the facilitator.
STEPS = (_("No"), _("A little"), _("Mostly"), _("Yes"))
QUESTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("after_meeting", "representative"): (
        _("Did you get what you needed before the meeting?"),
        _("Did you get to say what you wanted to?"),
        _("Did the others listen to you?"),
        _("Was it clear what you could have a say in?"),
        _("Would you come to such a meeting again?"),
    ),
    ("after_meeting", "professional"): (
        _("Were you well enough prepared to meet the representatives?"),
        _("Was it clear what they could have a say in?"),
        _("Was there enough time to listen?"),
        _("Did you learn something that you did not know?"),
        _("Will you use what was said?"),
    ),
    ("delayed", "representative"): (
        _("Do you know what came of what you said?"),
        _("Has it meant something, as you see it?"),
        _("Would you take on an assignment again?"),
    ),
    ("delayed", "professional"): (
        _("Has what the representatives said changed anything?"),
        _("Do the representatives know what came of it?"),
        _("Would you involve representatives again?"),
    ),
}


def in_every_language(text: str) -> dict[str, str]:
    """A text of ours by language, to be kept."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = gettext(text)
    return found


def spoken(text: Mapping[str, str]) -> str:
    """A kept text in the language that is active; else in the first language in which there is one."""
    own = text.get(translation.get_language() or "", "")
    return own or next((words for words in text.values() if words), "")


def brought_along(kind: str, side: str) -> list[dict[str, str]]:
    """The questions for one side that hold until the municipality writes its own."""
    return [in_every_language(text) for text in QUESTIONS[kind, side]]


def as_asked(side: str, texts: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Own questions as a pulse keeps them."""
    steps = [in_every_language(step) for step in STEPS]
    return [
        {"key": f"{side[:1]}{number}", "side": side, "text": text, "steps": steps}
        for number, text in enumerate(texts, start=1)
    ]
