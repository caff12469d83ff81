"""What a person says yes to, in every version that was ever shown. A consent row names its version.

A changed text is a new version; an old one is never edited, so that a consent can be shown as it was given.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from representatives.consent.models import Consent

CURRENT_VERSION = "2026-12"
# A consent that was dated in a list kept before Medvirk: its text is the municipality's own.
OWN_LIST_VERSION = "own-list"


@dataclass(frozen=True)
class Text:
    """One purpose in words, in the language of the page: a heading, what happens, and what a withdrawal does."""

    heading: Any
    body: Any
    on_withdrawal: Any


_NETWORK, _EXPERIENCE, _QUOTATION = _("Being in the network"), _("Your experience"), _("Quotations")
P = Consent.Purpose

_TEXTS: dict[str, dict[str, Text]] = {
    "2026-11": {
        P.NETWORK: Text(
            _NETWORK,
            _(
                "We keep your name and how to reach you, and may ask whether you want to take part in a project. "
                "You can always say no, and it never touches the care you get."
            ),
            _("We stop asking you, take back invitations you have not answered, and delete your experience."),
        ),
        P.EXPERIENCE: Text(
            _EXPERIENCE,
            _(
                "We keep the experience areas you choose, so that we can ask you when a project needs just that. "
                "It is information about health, and only the facilitator sees it until you say yes to a project."
            ),
            _("We delete the experience areas at once. You stay in the network if you want to."),
        ),
        P.QUOTATION: Text(
            _QUOTATION,
            _("We may quote you in a report. You see the text first, and it is never used without your yes."),
            _("We stop using your words in new reports."),
        ),
    },
    "2026-12": {
        P.NETWORK: Text(
            _NETWORK,
            _(
                "We keep your name and how to reach you, and may ask whether you want to take part in a project. "
                "You can always say no, and it never touches the care you get. We ask you from time to time "
                "whether this is still right. If we hear nothing, we stop asking, and in the end we delete it."
            ),
            _(
                "We stop asking you, take back invitations you have not answered, and delete your experience. "
                "Everything else you have said yes to here ends too."
            ),
        ),
        P.EXPERIENCE: Text(
            _EXPERIENCE,
            _(
                "We keep the experience areas you choose, so that we can ask you when a project needs just that. "
                "It is information about health. Only the facilitator sees it, unless you choose to share it."
            ),
            _("We delete the experience areas at once. You stay in the network if you want to."),
        ),
        P.SHARING: Text(
            _("Sharing with projects"),
            _(
                "When you say yes to a project, those who lead it see the parts of your profile that you have "
                "chosen. You choose for each part, and you can change it at any time."
            ),
            _("The projects see your name and nothing else, from that moment."),
        ),
        P.QUOTATION: Text(
            _QUOTATION,
            _("We may quote you in a report. You see the text first, and it is never used without your yes."),
            _("Your words are gone from every report, also from those that were made before."),
        ),
        P.PHOTO: Text(
            _("Photographs"),
            _(
                "We may use a photograph of you when we tell about the work. You see the picture first, and it is "
                "never used without your yes."
            ),
            _(
                "We do not use the picture any more. What is printed already cannot be called back, and we tell "
                "you where it is."
            ),
        ),
        P.OTHER_MUNICIPALITIES: Text(
            _("Other municipalities"),
            _(
                "A project in another municipality may need just what you know. Then we ask you here; they get "
                "neither your name nor how to reach you before you have said yes."
            ),
            _("We do not ask you for projects in other municipalities any more."),
        ),
    },
}


def text_of(purpose: str, version: str = CURRENT_VERSION) -> Text | None:
    """The text of one version; None for one that was never ours, as the text of a municipality's own list."""
    return _TEXTS.get(version, {}).get(purpose)


def current(purpose: str) -> Text:
    """The text that a person is shown now."""
    return _TEXTS[CURRENT_VERSION][purpose]
