"""What may wait for the facilitator: what each thing is called, for one and for many, and the list that it opens."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from participation.invitations.models import Invitation

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
        "nobody_in",
        ngettext_lazy(
            "project that prepares without representatives",
            "projects that prepare without representatives",
            "count",
        ),
        "project_nobody_list",
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
        "not_meant",
        ngettext_lazy(
            "contributor who says it is not what was meant",
            "contributors who say it is not what was meant",
            "count",
        ),
        "reaction_list",
        "",
        "warning",
    ),
    (
        "unclosed",
        ngettext_lazy("meeting to close", "meetings to close", "count"),
        "meeting_list",
        "state=to_close",
        "warning",
    ),
    (
        "unprepared",
        ngettext_lazy("meeting soon with something missing", "meetings soon with something missing", "count"),
        "meeting_list",
        "state=to_prepare",
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
