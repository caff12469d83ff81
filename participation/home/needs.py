"""What waits for the facilitator, as counts that each open the list they count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from config.core.counting import counted
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.contributions.models import Contribution
from participation.feedback.models import PulseVoice
from participation.invitations import queries as invitations
from participation.invitations.models import Invitation
from participation.meetings.models import Meeting
from participation.questions import queries as questions
from participation.sendings.models import Sending
from participation.support.models import Ask
from projects.calls.models import Call
from projects.candidates import later
from projects.candidates.models import Choice
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


Waits = Invitation.Waits
ASKING: tuple[tuple[Invitation.Waits, Any, str], ...] = (
    (
        Waits.CALL,
        ngettext_lazy("person to call about an invitation", "people to call about an invitation", "count"),
        "warning",
    ),
    (
        Waits.WISH,
        ngettext_lazy("person who wants something else", "people who want something else", "count"),
        "warning",
    ),
    (
        Waits.SEAT,
        ngettext_lazy(
            "person on the reserve while a seat is free",
            "people on the reserve while a seat is free",
            "count",
        ),
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
        "questions",
        ngettext_lazy("question to answer", "questions to answer", "count"),
        "question_list",
        "",
        "danger",
    ),
    (
        "proposals",
        ngettext_lazy("proposal that waits for an answer", "proposals that wait for an answer", "count"),
        "proposal_list",
        "state=waiting",
        "warning",
    ),
    (
        "sharpening",
        ngettext_lazy("request to sharpen", "requests to sharpen", "count"),
        "request_sharpen_list",
        "",
        "warning",
    ),
    (
        "overdue",
        ngettext_lazy("promise overdue", "promises overdue", "count"),
        "contribution_list",
        "state=overdue",
        "danger",
    ),
    (
        "feedback",
        ngettext_lazy("answer about a meeting to look at", "answers about meetings to look at", "count"),
        "look_list",
        "",
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
        "left",
        ngettext_lazy("person who has left an assignment", "people who have left an assignment", "count"),
        "assignment_list",
        "left=on",
        "warning",
    ),
    (
        "drafts",
        ngettext_lazy("sending being prepared", "sendings being prepared", "count"),
        "sending_list",
        "show=draft",
        "info",
    ),
    (
        "approvals",
        ngettext_lazy(
            "sending that waits for a second person", "sendings that wait for a second person", "count"
        ),
        "sending_list",
        "show=approval",
        "warning",
    ),
    (
        "tell",
        ngettext_lazy("sending with somebody to tell", "sendings with somebody to tell", "count"),
        "sending_list",
        "show=tell",
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
        "uncertain",
        ngettext_lazy("message that may not have been sent", "messages that may not have been sent", "count"),
        "message_list",
        "state=uncertain",
        "danger",
    ),
    (
        "calls",
        ngettext_lazy("open call to read and answer", "open calls to read and answer", "count"),
        "call_list",
        "",
        "warning",
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
        "later",
        ngettext_lazy("person to think of again", "people to think of again", "count"),
        "candidate_later_list",
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
        "overdue": of(Contribution).unanswered().filter(due_on__lt=today),
        "feedback": of(PulseVoice).to_look_at(),
        "unclosed": of(Meeting).to_close(today),
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
