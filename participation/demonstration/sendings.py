"""The sendings of the year: a round leaves at once after its pause, one waits as a draft, and some are thanked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from participation.demonstration.course import Year
from participation.invitations.models import Invitation
from participation.sendings import leaving, queries, services
from participation.sendings.models import Sending, SendingLine
from projects.requests.models import Request
from representatives.proxies import services as proxies
from representatives.proxies.queries import reached_by
from representatives.registry.models import Representative

DAUGHTER = ("Maja Sandmo", "datter", "maja.sandmo@example.org")
# Days from the letters to the day to answer by.
TO_ANSWER = 14


@dataclass(frozen=True)
class Asked:
    """Somebody chosen, in their place in the round, and how the story says that they answer."""

    number: int
    mark: str
    person: Representative

    @property
    def word(self) -> str:
        return self.mark.partition(":")[0]


def send_round(
    year: Year, request: Request, wave: list[Asked], at: datetime, *, asked: Callable[..., Any]
) -> None:
    """Sends to everyone of the wave who may be asked; `asked(one, invitation, moment)` for each when it has left."""
    for one in wave:
        if one.mark.endswith(":proxy"):
            _name_proxy(year, one.person, at)
        if one.word == "bounced":
            year.post.refuse(one.person.email)
    may = {each.person.pk for each in queries.to_ask(request) if not each.why_not}
    people = [one.person for one in wave if one.person.pk in may]
    if not people:
        return
    _send(year, _prepared(year, request, at, ask=people), at)

    def told(moment: datetime) -> None:
        leaving.leave_due(at=moment)
        left = Invitation.objects.filter(request=request).select_related("representative__municipality")
        invitations = {row.representative_id: row for row in left}
        for one in wave:
            if one.person.pk in invitations:
                asked(one, invitations[one.person.pk], at)

    year.plan(at + services.pause(), told)


def draft(year: Year, request: Request, left: list[Asked], at: datetime) -> None:
    """Whoever is chosen and left stands in a sending that nobody has let go."""
    may = {each.person.pk for each in queries.to_ask(request) if not each.why_not}
    people = [one.person for one in left if one.person.pk in may]
    if people:
        _prepared(year, request, at, ask=people)


def thank(year: Year, request: Request, at: datetime) -> None:
    """A kind word to those who got no seat; who gets no mail is told the day after."""
    rows = list(queries.to_thank(Request.objects.get(pk=request.pk)))
    if not rows:
        return
    sending = _prepared(year, request, at, thank=rows)
    _send(year, sending, at)
    year.plan(at + services.pause(), _leave)
    year.plan(at + timedelta(days=1), partial(_tell, year, sending))


def _prepared(year: Year, request: Request, at: datetime, **people: Any) -> Sending:
    return services.prepare(
        request=request,
        ask=people.get("ask", []),
        thank=people.get("thank", []),
        reply_by=timezone.localdate(at + timedelta(days=TO_ANSWER)),
        by=year.facilitator,
        at=at,
    )


def _send(year: Year, sending: Sending, at: datetime) -> None:
    number = sending.lines.count()
    services.send(sending=sending, by=year.facilitator, at=at, number=number)


def _leave(at: datetime) -> None:
    leaving.leave_due(at=at)


def _tell(year: Year, sending: Sending, at: datetime) -> None:
    for line in SendingLine.objects.to_tell().filter(sending=sending):
        services.mark_told(line=line, by=year.facilitator, at=at)


def _name_proxy(year: Year, person: Representative, at: datetime) -> None:
    """A daughter gets the letters, where nobody does yet."""
    if not reached_by(person).is_proxy:
        name, relation, email = DAUGHTER
        proxies.name(
            representative=person, name=name, relation=relation, email=email, by=year.facilitator, at=at
        )
