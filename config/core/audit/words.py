"""What a look was for, in words that the person looked at understands."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PURPOSES: dict[str, Any] = {
    "access request": _("You asked to see what is kept about you"),
    "api": _("Another system of the municipality asked"),
    "archive": _("To hand papers over to the archive"),
    "assignments": _("An assignment was looked at"),
    "calls": _("To read who is interested in an open call"),
    "candidates": _("To find people for a project"),
    "claims": _("To pay fees and expenses"),
    "consent": _("To look at or write down consents"),
    "contributions": _("To follow up what was said"),
    "erasure": _("To delete the profile"),
    "export": _("A list was taken out"),
    "gaps": _("To see what the network has and lacks"),
    "handover": _("To pass the work on to another facilitator"),
    "import": _("A list was taken in"),
    "invitations": _("To invite, or to write down an answer"),
    "letters": _("To see how a letter reads"),
    "meetings": _("To plan or follow up a meeting"),
    "proposals": _("To answer what was proposed"),
    "registry": _("To keep the profile right"),
    "tasks": _("To see what needs to be done"),
    "telling": _("To tell you what came of what you said"),
}
