"""What a person says yes to, in every version that was ever shown. A consent row names its version.

A changed text is a new version; an old one is never edited, so that a consent can be shown as it was given.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from representatives.consent.models import Consent

CURRENT_VERSION = "2026-11"
# A consent that was dated in a list kept before Medvirk: its text is the municipality's own.
OWN_LIST_VERSION = "own-list"


@dataclass(frozen=True)
class Text:
    """One purpose in words: a heading, what happens, and what a withdrawal does."""

    heading: str
    body: str
    on_withdrawal: str


def text_of(purpose: str) -> Text:
    """The current text in the language of the page."""
    if purpose == Consent.Purpose.EXPERIENCE:
        return Text(
            heading=_("Your experience"),
            body=_(
                "We keep the experience areas you choose, so that we can ask you when a project needs just that. "
                "It is information about health, and only the facilitator sees it until you say yes to a project."
            ),
            on_withdrawal=_(
                "We delete the experience areas at once. You stay in the network if you want to."
            ),
        )
    if purpose == Consent.Purpose.QUOTATION:
        return Text(
            heading=_("Quotations"),
            body=_(
                "We may quote you in a report. You see the text first, and it is never used without your yes."
            ),
            on_withdrawal=_("We stop using your words in new reports."),
        )
    return Text(
        heading=_("Being in the network"),
        body=_(
            "We keep your name and how to reach you, and may ask whether you want to take part in a project. "
            "You can always say no, and it never touches the care you get."
        ),
        on_withdrawal=_(
            "We stop asking you, take back invitations you have not answered, and delete your experience."
        ),
    )
