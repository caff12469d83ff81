"""What a person is in the middle of, for the person page: what is asked, the seats, and what the person said."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from participation.assignments.queries import seats_of
from participation.contributions.models import Contribution
from participation.invitations.models import Invitation
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section

# A contribution is shown by its beginning, and only the newest: the rest is one press away.
LETTERS, MOST = 110, 8


def invitations_of(person: Representative, user: Any, today: date) -> list[Line]:
    """What the person is asked now, and has not said yes or no to."""
    rows = Invitation.objects.visible_to(user).filter(representative=person)
    rows = rows.filter(state__in=[Invitation.State.READY, Invitation.State.SENT], reply_by__gte=today)
    rows = rows.filter(answer__in=["", Invitation.Reply.MAYBE, Invitation.Reply.QUESTION])
    return [
        Line(
            row.request.title,
            reverse("invitation_detail", args=[person.municipality.slug, row.public_id]),
            f"{row.request.project.title} · {_reply_by(row)}",
            str(row.get_answer_display() if row.answer else _waits(row)),
            "warning" if row.answer else "info",
        )
        for row in rows.select_related("request__project").order_by("reply_by", "id")
    ]


def assignments_of(person: Representative, user: Any, _today: date) -> list[Line]:
    """The person's seats, those that run first."""
    return [
        Line(
            seat.request.project.title,
            reverse("assignment_detail", args=[person.municipality.slug, seat.public_id]),
            seat.request.title,
            str(seat.get_state_display()),
            "success" if seat.state == "running" else "neutral",
        )
        for seat in seats_of(person, user=user)
    ]


def contributions_of(person: Representative, user: Any, today: date) -> list[Line]:
    """What the person said alone, the newest first, and whether it is answered."""
    rows: Any = Contribution.objects.visible_to(user).filter(assignment__representative=person).with_steps()
    return [
        Line(
            Truncator(row.text).chars(LETTERS),
            reverse("contribution_detail", args=[person.municipality.slug, row.public_id]),
            f"{row.project.title} · {date_format(row.said_on, 'SHORT_DATE_FORMAT')}",
            *_answered(row, today),
        )
        for row in rows.select_related("project").order_by("-said_on", "-id")[:MOST]
    ]


def _answered(row: Any, today: date) -> tuple[str, str]:
    if row.is_answered:
        return _("Answered"), "success"
    return (_("Overdue"), "danger") if row.due_on < today else (_("Waiting for an answer"), "warning")


def _waits(row: Invitation) -> str:
    return _("Ready to send") if row.state == Invitation.State.READY else _("Not answered yet")


def _reply_by(row: Invitation) -> str:
    return _("Reply by %(day)s") % {"day": date_format(row.reply_by, "SHORT_DATE_FORMAT")}


SECTIONS = (
    Section("invitations", gettext_lazy("Asked now"), Permission.INVITATIONS_READ, invitations_of, 10),
    Section("assignments", gettext_lazy("Assignments"), Permission.ASSIGNMENTS_READ, assignments_of, 20),
    Section(
        "contributions",
        gettext_lazy("What the person has said"),
        Permission.CONTRIBUTIONS_READ,
        contributions_of,
        30,
    ),
)
