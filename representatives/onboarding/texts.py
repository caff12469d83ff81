"""The declaration of confidentiality, as it is read and signed. A row names the version that was shown.

A changed text is a new version; an old one is never edited, so that a signature can be shown as it was given.
"""

from django.utils.translation import gettext as _

CURRENT_VERSION = "2026-11"


def paragraphs() -> list[str]:
    """The current text in the language of the page."""
    return [
        _(
            "As a representative I may hear things about other people: their health, their family, how they live."
        ),
        _(
            "I keep to myself what I get to know about others. I do not tell it at home, to friends, or on the "
            "internet."
        ),
        _(
            "I tell of my own experience when I want to. I do not tell other people's stories in a way that shows who "
            "they are."
        ),
        _("This goes for as long as I live, also when I am no longer a representative."),
        _(
            "If I am unsure of what I may tell, I ask the facilitator first. Whoever breaks the duty of "
            "confidentiality may be punished (the Public Administration Act § 13 and the Penal Code § 209)."
        ),
    ]
