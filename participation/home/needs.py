"""What waits for the facilitator, as counts that each open the list they count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.core.outbox.models import Message
from participation.contributions.models import Contribution
from participation.invitations import queries as invitations
from participation.invitations.models import Invitation
from participation.meetings.models import Meeting
from participation.support.models import Ask
from representatives.freshness import queries as freshness
from representatives.freshness.models import Checkup
from representatives.onboarding.queries import due_steps
from representatives.recruitment.models import Application
from representatives.registry.queries import AtAGlance
from representatives.selfservice.models import PaperCopy


@dataclass(frozen=True)
class Need:
    """One thing that waits: how many, what it is called, where it is, and how it is coloured."""

    key: str
    label: Any
    count: int
    url_name: str
    query: str = ""
    color: str = "neutral"

    @property
    def words(self) -> str:
        """What it is called, for one or for many."""
        return str(self.label % {"count": self.count})


Waits = Invitation.Waits
ASKING: tuple[tuple[Invitation.Waits, Any, str], ...] = (
    (Waits.REPLY, ngettext_lazy("question to answer", "questions to answer", "count"), "danger"),
    (
        Waits.CALL,
        ngettext_lazy("person to call about an invitation", "people to call about an invitation", "count"),
        "warning",
    ),
    (Waits.MAYBE, _("said maybe"), "warning"),
    (
        Waits.SENDING,
        ngettext_lazy("invitation ready to send", "invitations ready to send", "count"),
        "warning",
    ),
    (Waits.PERSON, _("asked, no answer yet"), "neutral"),
)
# Key, what it is called, and the list it opens: address, query, colour.
FOLLOWING: tuple[tuple[str, Any, str, str, str], ...] = (
    (
        "overdue",
        ngettext_lazy("promise overdue", "promises overdue", "count"),
        "contribution_list",
        "state=overdue",
        "danger",
    ),
    (
        "unclosed",
        ngettext_lazy("meeting to close", "meetings to close", "count"),
        "meeting_list",
        "state=to_close",
        "warning",
    ),
    (
        "undeliverable",
        ngettext_lazy("message that could not be delivered", "messages that could not be delivered", "count"),
        "message_list",
        "state=undeliverable",
        "danger",
    ),
    (
        "checkups",
        ngettext_lazy(
            "person to call: is the profile still right?",
            "people to call: is the profile still right?",
            "count",
        ),
        "checkup_list",
        "",
        "warning",
    ),
    (
        "applicants",
        ngettext_lazy("applicant on the way in", "applicants on their way in", "count"),
        "application_list",
        "",
        "info",
    ),
    (
        "steps",
        ngettext_lazy("agreed step that is due", "agreed steps that are due", "count"),
        "step_list",
        "due=1",
        "warning",
    ),
    (
        "copies",
        ngettext_lazy("person who wants a copy on paper", "people who want a copy on paper", "count"),
        "paper_copy_list",
        "",
        "warning",
    ),
    (
        "stale",
        ngettext_lazy(
            "profile nobody has confirmed for a year", "profiles nobody has confirmed for a year", "count"
        ),
        "representative_list",
        "state=active&lacks=confirmation",
        "neutral",
    ),
    (
        "asks",
        ngettext_lazy("ask that managers have not answered", "asks that managers have not answered", "count"),
        "ask_list",
        "state=asked",
        "neutral",
    ),
)


def needs_of_facilitator(
    of: Callable[[Any], Any], *, user: Any, municipality: Any, network: AtAGlance, today: date
) -> list[Need]:
    """Everything that waits, also what nothing waits in; `of` gives the rows of a model that the person may see."""
    return [*_asking(of, user, municipality, today), *_following(of, user, municipality, network, today)]


def _asking(of: Callable[[Any], Any], user: Any, municipality: Any, today: date) -> list[Need]:
    """What waits around invitations."""
    waiting = [
        Need(
            kind.value,
            label,
            of(Invitation).waiting_for(kind, today).count(),
            "invitation_list",
            query,
            color,
        )
        for kind, label, color in ASKING
        for query in [f"waits={kind.value}"]
    ]
    unasked = invitations.unasked(user=user, municipality=municipality).count()
    return [
        *waiting,
        Need("unasked", _("chosen, not invited yet"), unasked, "invitation_unasked", "", "warning"),
    ]


def _following(
    of: Callable[[Any], Any], user: Any, municipality: Any, network: AtAGlance, today: date
) -> list[Need]:
    """What waits after the meeting, in the network, with managers and in the outbox."""
    counts = {
        "overdue": of(Contribution).unanswered().filter(due_on__lt=today).count(),
        "unclosed": of(Meeting).to_close(today).count(),
        "undeliverable": of(Message).filter(state="undeliverable").count(),
        "checkups": freshness.to_call(of(Checkup), today=today).count(),
        "applicants": of(Application).waiting().count(),
        "steps": due_steps(user=user, municipality=municipality, today=today),
        "copies": of(PaperCopy).waiting().count(),
        "stale": network.stale,
        "asks": of(Ask).open().count(),
    }
    return [Need(key, label, counts[key], *opens) for key, label, *opens in FOLLOWING]
