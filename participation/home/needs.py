"""What waits for the facilitator, as counts that each open the list they count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.core.counting import counted
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.contributions.models import Contribution
from participation.contributions.reactions import Reaction
from participation.feedback.models import PulseVoice
from participation.home.waiting import ASKING, FOLLOWING
from participation.invitations import queries as invitations
from participation.invitations.models import Invitation
from participation.meetings.models import Meeting
from participation.plans.preparing import without_people
from participation.questions import queries as questions
from participation.sendings.models import Sending
from participation.support.models import Ask
from projects.calls.models import Call
from projects.candidates import later
from projects.candidates.models import Choice
from projects.planning.models import Project
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


@dataclass(frozen=True)
class AtWork:
    """Counts of projects: those that run, proposals that wait, requests of professionals to sharpen."""

    running: int
    proposals: int
    sharpening: int


def needs_of_facilitator(
    of: Callable[[Any], Any],
    *,
    user: Any,
    municipality: Any,
    network: AtAGlance,
    work: AtWork,
    today: date,
) -> list[Need]:
    """Everything that waits, also what nothing waits in; `of` gives the rows of a model that the person may see.

    Everything that is rows of one model is counted in one statement.
    """
    rows = {kind.value: of(Invitation).waiting_for(kind, today) for kind, *_said in ASKING}
    rows |= {"unasked": invitations.unasked(user=user, municipality=municipality)}
    rows |= _rows_following(of, today)
    counts = counted(rows) | {
        "proposals": work.proposals,
        "sharpening": work.sharpening,
        "steps": due_steps(user=user, municipality=municipality, today=today),
        "stale": network.stale,
    }
    asking = [
        Need(kind.value, label, counts[kind.value], "invitation_list", f"waits={kind.value}", color)
        for kind, label, color in ASKING
    ]
    unasked = Need(
        "unasked", _("chosen, not invited yet"), counts["unasked"], "invitation_unasked", "", "warning"
    )
    return [*asking, unasked, *(Need(key, label, counts[key], *opens) for key, label, *opens in FOLLOWING)]


def _rows_following(of: Callable[[Any], Any], today: date) -> dict[str, Any]:
    """What waits after the meeting, in the network, with managers and in the outbox."""
    return {
        "questions": questions.open_threads(of(Invitation)),
        "nobody_in": without_people(of(Project)),
        "overdue": of(Contribution).unanswered().filter(due_on__lt=today),
        "not_meant": of(Reaction).to_talk_about(),
        "feedback": of(PulseVoice).to_look_at(),
        "unclosed": of(Meeting).to_close(today),
        "unprepared": of(Meeting).to_prepare(today),
        "left": of(Assignment).left(),
        "drafts": of(Sending).filter(state=Sending.State.DRAFT),
        "approvals": of(Sending).filter(state=Sending.State.APPROVAL),
        "tell": of(Sending).with_somebody_to_tell(),
        "undeliverable": of(Message).filter(state="undeliverable"),
        "uncertain": of(Message).filter(state="uncertain"),
        "calls": of(Call).to_settle(today),
        "checkups": freshness.to_call(of(Checkup), today=today),
        "applicants": of(Application).waiting(),
        "later": later.due(of(Choice), today=today),
        "copies": of(PaperCopy).waiting(),
        "asks": of(Ask).open(),
    }
