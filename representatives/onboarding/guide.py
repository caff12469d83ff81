"""The guide of a first conversation: a few questions, so that nothing is forgotten and nobody is examined.

After the field's own list of what a representative needs (processed experience, a settled relation to one's own
situation, speaking for several). Which were talked about is kept; the answers are not.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

KEYS = ("experience", "settled", "speaks_for", "limits", "support", "pay", "time", "confidentiality")


@dataclass(frozen=True)
class Question:
    """A thing to talk about: its key, its short name, and words to ask with."""

    key: str
    label: str
    ask: str


def questions() -> list[Question]:
    """The guide in the language of the page, in the order of a good conversation."""
    words = _words()
    return [Question(key, *words[key]) for key in KEYS]


def _words() -> dict[str, tuple[str, str]]:
    """For each key the short name and the words to ask with."""
    return {
        "experience": (
            _("What the person has been through"),
            _(
                "What would you like us to learn from what you have been through? What have you thought about it since?"
            ),
        ),
        "settled": (
            _("Distance to one's own situation"),
            _("How is it for you to tell of this to people you do not know? Is now a good time?"),
        ),
        "speaks_for": (
            _("Speaking for several"),
            _("Do you know how it is for others? What do you do when they see it otherwise than you?"),
        ),
        "limits": (
            _("Limits"),
            _("Is there a place, a topic or a person you would rather not meet in this?"),
        ),
        "support": (
            _("Support"),
            _(
                "What do you need to take part well: transport, breaks, somebody to come with you, texts in good time?"
            ),
        ),
        "pay": (
            _("Pay"),
            _("This is what we pay, and this is when. Do you get a benefit on which it may have a bearing?"),
        ),
        "time": (
            _("Time"),
            _("When does it suit you, how often, and how much at once?"),
        ),
        "confidentiality": (
            _("Confidentiality"),
            _("What you hear about others stays there. Shall we read the declaration together?"),
        ),
    }


def label_of(key: str) -> str:
    """The short name of a question; the key itself for one that the guide no longer has."""
    return next((question.label for question in questions() if question.key == key), key)
