"""What others did with a profile, said to the person in plain words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What a look was for, by the first part of the purpose in the audit trail.
_PURPOSES: dict[str, Any] = {
    "registry": gettext_lazy("To keep the network up to date"),
    "consent": gettext_lazy("To see what you have said yes to"),
    "calls": gettext_lazy("To read who is interested when people are sought"),
    "candidates": gettext_lazy("To find people for a project"),
    "invitations": gettext_lazy("To ask you, or write down your answer"),
    "assignments": gettext_lazy("To see who takes part in a project"),
    "meetings": gettext_lazy("To arrange a meeting"),
    "claims": gettext_lazy("To get you paid"),
    "contributions": gettext_lazy("To follow up what you said"),
    "telling": gettext_lazy("To tell you what came of what you said"),
    "outbox": gettext_lazy("To see that a letter to you has left"),
    "report": gettext_lazy("To make a report"),
    "export": gettext_lazy("To take a list out of Medvirk"),
    "api": gettext_lazy("Through a program that is connected to Medvirk"),
    "support_needs": gettext_lazy("To arrange things so that you can take part"),
    "paper_copy": gettext_lazy("To send you a copy on paper"),
}
# What the person did, by the kind in the audit trail, and the page of the facilitator where it is seen.
CHANGES: dict[str, tuple[Any, str]] = {
    "representative.updated": (gettext_lazy("Changed the profile"), "representative_edit"),
    "representative.moved": (gettext_lazy("Took a pause, or came back"), "representative_move"),
    "representative.confirmed": (gettext_lazy("Said that the profile is right"), "representative_edit"),
    "availability.said": (gettext_lazy("Said when it suits"), "availability_detail"),
    "days.added": (gettext_lazy("Added days that are different"), "availability_detail"),
    "days.dropped": (gettext_lazy("Took away days that were different"), "availability_detail"),
    "topic.chosen": (gettext_lazy("Chose a topic to hear about"), "topic_list"),
    "topic.dropped": (gettext_lazy("Took away a topic to hear about"), "topic_list"),
    "hearing.said": (gettext_lazy("Said how often to hear about topics"), "topic_list"),
    "visibility.chosen": (gettext_lazy("Chose who sees what"), "visibility_detail"),
    "support_need.kept": (gettext_lazy("Told of a support need"), "support_need_list"),
    "support_need.dropped": (gettext_lazy("Took a support need away"), "support_need_list"),
    "proxy.named": (gettext_lazy("Named somebody who answers"), "proxy_detail"),
    "proxy.ended": (gettext_lazy("Answers alone again"), "proxy_detail"),
    "consent.given": (gettext_lazy("Said yes to something"), "consent_list"),
    "consent.withdrawn": (gettext_lazy("Withdrew a consent"), "consent_list"),
    "experience.kept": (gettext_lazy("Added experience"), "representative_detail"),
    "term.kept": (gettext_lazy("Added a skill"), "representative_detail"),
    "term.dropped": (gettext_lazy("Took something off the profile"), "representative_detail"),
    "no_go.added": (gettext_lazy("Said no to a unit, a topic or a person"), "representative_detail"),
    "no_go.dropped": (gettext_lazy("Opened for a unit, a topic or a person again"), "representative_detail"),
    "paper_copy.asked": (gettext_lazy("Asked for a copy on paper"), "paper_copy_list"),
}


def purpose_in_words(purpose: str) -> str:
    """What a look was for; a purpose without words of its own is said as it is."""
    known = _PURPOSES.get(purpose.partition(".")[0])
    return str(known) if known else purpose or _("Not written down")
