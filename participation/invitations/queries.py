"""Rounds, lists and histories of invitations."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from config.core.outbox.models import Message
from participation.assignments import queries as assignments
from participation.invitations import rules
from participation.invitations.models import Answer, Invitation, InvitationQuerySet
from projects.models import Choice, Request
from representatives.proxies.queries import Reach, reached_all
from representatives.registry.models import Representative

SILENT = "silent"
# A program that presses a button does it at once; a person reads first.
HASTY = timedelta(seconds=10)
State = Invitation.State


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow; ids are public ids; `answer` may be `silent`."""

    waits: str = ""
    state: str = ""
    answer: str = ""
    request: str = ""
    representative: str = ""
    project: str = ""


@dataclass(frozen=True)
class ToAsk:
    """Someone chosen who is not invited: how the person is asked, or why the person cannot be."""

    person: Representative
    reach: Reach
    by_mail: bool
    why_not: str


@dataclass(frozen=True)
class Line:
    """One invitation as the facilitator works with it.

    `must_call`: no letter went, or the person has asked something, so someone has to ring. `needs_confirmation`: the
    link was pressed so soon after the letter arrived that it may have been a program.
    """

    invitation: Invitation
    reach: Reach
    last: Answer | None
    must_call: bool
    has_seat: bool
    needs_confirmation: bool

    @property
    def newest_first(self) -> list[Answer]:
        """Every answer that was ever given, the one that holds first."""
        return list(reversed(self.invitation.answers.all()))

    @property
    def is_reserve(self) -> bool:
        return self.invitation.answer == Invitation.Reply.YES and not self.has_seat


@dataclass(frozen=True)
class Round:
    """A request's invitations and who is still to be asked."""

    to_ask: tuple[ToAsk, ...]
    cannot_ask: tuple[ToAsk, ...]
    lines: tuple[Line, ...]
    counts: dict[str, int]
    ready: int
    taken: int


def find(*, user: Any, municipality: Any, search: Search, today: date) -> InvitationQuerySet:
    """Invitations of a municipality with what a list shows."""
    rows = Invitation.objects.visible_to(user).of(municipality).filter(narrowed(search))
    return with_details(rows.waiting_for(search.waits, today) if search.waits else rows)


def unasked(*, user: Any, municipality: Any) -> Any:
    """Those chosen for an open request who are not invited yet, the longest waiting first."""
    invited = Invitation.objects.open().filter(
        request=OuterRef("request"), representative=OuterRef("representative")
    )
    rows = Choice.objects.visible_to(user).of(municipality).filter(~Exists(invited))
    rows = rows.filter(decision=Choice.Decision.CHOSEN, request__state=Request.State.OPEN)
    rows = rows.exclude(representative__state=Representative.State.LEFT)
    return rows.select_related("request__project", "representative").order_by("at", "id")


def with_details(rows: Any) -> InvitationQuerySet:
    """Everything that a line of a list or a page of one shows, in a fixed number of queries."""
    found: InvitationQuerySet = rows.select_related(
        "request__project__unit", "representative__municipality", "municipality"
    ).prefetch_related(
        Prefetch("answers", queryset=Answer.objects.select_related("recorded_by").order_by("at", "id")),
        "assignments",
    )
    return found


def narrowed(search: Search) -> Q:
    """The search as a condition; the API asks by it too."""
    wanted = Q()
    if search.state:
        wanted &= Q(state=search.state)
    if search.answer == SILENT:
        wanted &= Q(answer="", state__in=[State.SENT, State.EXPIRED])
    elif search.answer:
        wanted &= Q(answer=search.answer)
    if search.request:
        wanted &= Q(request__public_id=search.request)
    if search.project:
        wanted &= Q(request__project__public_id=search.project)
    if search.representative:
        wanted &= Q(representative__public_id=search.representative)
    return wanted


def round_of(*, wanted: Request, user: Any, show: str = "") -> Round:
    """The round of one request; `show` keeps one kind of answer (or `silent`), the counts stay whole."""
    every = lines(with_details(Invitation.objects.visible_to(user).filter(request=wanted)))
    invited = {line.invitation.representative_id for line in every if _is_open(line.invitation)}
    people = _chosen(wanted, invited)
    return Round(
        to_ask=tuple(one for one in people if not one.why_not),
        cannot_ask=tuple(one for one in people if one.why_not),
        lines=tuple(line for line in every if not show or _kind(line.invitation) == show),
        counts=counted([line.invitation for line in every]),
        ready=sum(line.invitation.state == State.READY for line in every),
        taken=assignments.running_in(wanted),
    )


def lines(invitations: Any) -> list[Line]:
    """Invitations fetched by `with_details`, with what the facilitator has to do about each."""
    rows = list(invitations)
    letters = Message.objects.filter(kind=rules.KIND, about_id__in=[row.public_id for row in rows])
    delivered = dict(letters.filter(state=Message.State.SENT).values_list("about_id", "sent_at"))
    reaches = reached_all([row.representative for row in rows])
    return [_line(row, reaches[row.representative_id], delivered.get(row.public_id)) for row in rows]


def counted(invitations: list[Invitation]) -> dict[str, int]:
    """How many said yes, no, maybe, asked something, and are silent; withdrawn ones are not counted."""
    kinds = [_kind(row) for row in invitations if _is_open(row)]
    return {kind: kinds.count(kind) for kind in (*Invitation.Reply.values, SILENT)}


def _line(row: Invitation, reach: Reach, delivered_at: Any) -> Line:
    answers = list(row.answers.all())
    last = answers[-1] if answers else None
    hasty = last is not None and delivered_at is not None and last.by in (Answer.By.LINK, Answer.By.PROXY)
    return Line(
        invitation=row,
        reach=reach,
        last=last,
        must_call=row.state == State.SENT and _wants_a_call(row, reach),
        has_seat=any(seat.state == "running" for seat in row.assignments.all()),
        needs_confirmation=bool(hasty and last and last.at - delivered_at < HASTY),
    )


def _wants_a_call(row: Invitation, reach: Reach) -> bool:
    """No letter went, or the person has asked something."""
    if row.answer:
        return row.answer == Invitation.Reply.QUESTION
    return not rules.gets_mail(row.representative, reach)


def _chosen(wanted: Request, invited: set[int]) -> list[ToAsk]:
    choices = Choice.objects.filter(request=wanted, decision=Choice.Decision.CHOSEN)
    rows = choices.exclude(representative__in=invited).select_related("representative__municipality")
    people = [choice.representative for choice in rows.order_by("at", "id")]
    standing = rules.standings(request=wanted, people=people)
    reaches = reached_all(people)
    return [
        ToAsk(
            person,
            reaches[person.pk],
            rules.gets_mail(person, reaches[person.pk]),
            rules.why_not_person(person, standing[person.pk]),
        )
        for person in people
    ]


def _kind(row: Invitation) -> str:
    if row.answer:
        return row.answer
    return SILENT if row.state in (State.SENT, State.EXPIRED) else ""


def _is_open(row: Invitation) -> bool:
    return row.state != State.WITHDRAWN
