"""Who is to be told what, how, and in which words; and how far each sending has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from config.core.batch import batch
from config.core.counting import counted
from config.core.outbox.kinds import Mail
from participation.invitations import messages, rules, thanking
from participation.invitations.models import Invitation, InvitationQuerySet
from participation.invitations.queries import ToAsk, drafts
from participation.sendings import kind_words
from participation.sendings.models import Sending, SendingLine, SendingQuerySet
from projects.candidates.models import Choice
from projects.models import Request
from representatives.proxies.queries import Reach, reached_all
from representatives.registry.models import Representative

State, Does, Outcome = Sending.State, SendingLine.Does, SendingLine.Outcome
# The list of those in which somebody is to be told by the facilitator.
TELL = "tell"


@dataclass(frozen=True)
class Pending:
    """What is decided in a request and told to nobody: how many to ask and to thank, and the sending under way."""

    to_ask: int
    to_thank: int
    sending: Sending | None

    @property
    def is_anything(self) -> bool:
        return bool(self.to_ask or self.to_thank or self.sending)


@dataclass(frozen=True)
class Told:
    """One line as the facilitator reads it: how the person is reached, and the letter, None where there is none."""

    line: SendingLine
    reach: Reach
    way: rules.Way
    letter: Mail | None = None


@dataclass(frozen=True)
class Counts:
    """How many a sending is to ask and to thank, how many are settled, and what came of those."""

    ask: int
    thank: int
    settled: int
    asked: int
    thanked: int
    lost: int

    @property
    def whole(self) -> int:
        return self.ask + self.thank


def to_ask(request: Request) -> list[ToAsk]:
    """Everyone chosen who has not been asked, the first chosen first; then those whose invitation stands ready."""
    people = {row.representative_id: row.representative for row in (*_unasked(request), *_ready(request))}
    return drafts(wanted=request, people=list(people.values()))


def to_thank(request: Request) -> InvitationQuerySet:
    """Whose invitation is in vain now that the seats are taken, the first asked first."""
    return thanking.waiting_in_vain(request).select_related("representative__municipality").order_by("id")


def pending(*, request: Request, user: Any) -> Pending:
    """For the bar on the request's pages, in two statements; nothing for who may not see it."""
    sending = Sending.objects.visible_to(user).filter(request=request).open().first()
    if request.state not in (Request.State.OPEN, Request.State.FILLED):
        return Pending(0, 0, sending)
    people = Representative.objects.visible_to(user)
    chosen, ready = _unasked(request).values("representative"), _ready(request).values("representative")
    is_open = request.state == Request.State.OPEN
    seen = Invitation.objects.visible_to(user).values("pk")
    found = counted(
        {
            "ask": people.filter(Q(pk__in=chosen) | Q(pk__in=ready)) if is_open else people.none(),
            "thank": thanking.waiting_in_vain(request).filter(pk__in=seen),
        }
    )
    return Pending(found["ask"], found["thank"], sending)


def _unasked(request: Request) -> Any:
    """Choices of those who are not asked, and are here."""
    asked = Invitation.objects.open().filter(request=request, representative=OuterRef("representative"))
    rows = Choice.objects.filter(~Exists(asked), request=request, decision=Choice.Decision.CHOSEN)
    rows = rows.exclude(representative__state=Representative.State.LEFT)
    return rows.select_related("representative__municipality").order_by("at", "id")


def _ready(request: Request) -> Any:
    rows = Invitation.objects.filter(request=request, state=Invitation.State.READY)
    return rows.select_related("representative__municipality").order_by("id")


def find(*, user: Any, municipality: Any, show: str = "") -> SendingQuerySet:
    """Sendings of a municipality, newest first; `show` is `draft`, `approval`, `tell` (a kind word) or nothing."""
    rows = Sending.objects.visible_to(user).of(municipality).select_related("request__project", "sent_by")
    if show in (State.DRAFT, State.APPROVAL):
        rows = rows.filter(state=show)
    if show == TELL:
        rows = rows.with_somebody_to_tell()
    found: SendingQuerySet = rows.annotate(people=Count("lines")).order_by("-made_at", "-id")
    return found


def counts(sending: Sending) -> Counts:
    """How many, in one statement."""
    found = sending.lines.aggregate(
        ask=Count("pk", filter=Q(does=Does.ASK)),
        thank=Count("pk", filter=Q(does=Does.THANK)),
        settled=Count("pk", filter=~Q(outcome="")),
        asked=Count("pk", filter=Q(does=Does.ASK, outcome=Outcome.LEFT)),
        thanked=Count("pk", filter=Q(does=Does.THANK, outcome__in=[Outcome.LEFT, Outcome.BY_HAND])),
        lost=Count("pk", filter=Q(outcome__in=[Outcome.REFUSED, Outcome.STOPPED])),
    )
    return Counts(**found)


def left_out(sending: Sending) -> list[ToAsk]:
    """Who is chosen, may be asked, and is not in a draft."""
    if sending.state != State.DRAFT or sending.request.state != Request.State.OPEN:
        return []
    inside = set(sending.lines.values_list("representative_id", flat=True))
    return [one for one in to_ask(sending.request) if one.person.pk not in inside and not one.why_not]


def told(lines: Iterable[SendingLine], *, sending: Sending, with_letters: bool) -> list[Told]:
    """Lines with how each person is reached; with the letter as that person gets it, where there is one."""
    rows = list(lines)
    reaches = reached_all([line.representative for line in rows])
    with batch():
        return [_told(sending, line, reaches[line.representative_id], with_letters) for line in rows]


def _told(sending: Sending, line: SendingLine, reach: Reach, with_letters: bool) -> Told:  # noqa: FBT001  # one caller
    way = rules.way_to(line.representative, reach)
    letter = letter_of(sending, line, reach) if with_letters and way.is_sent else None
    return Told(line, reach, way, letter)


def letter_of(sending: Sending, line: SendingLine, reach: Reach | None = None) -> Mail:
    """The letter or text message as the person gets it; its link opens nothing.

    Raises UnknownPlaceholder as sending would.
    """
    person = line.representative
    way = rules.way_to(person, reach)
    if line.does == Does.ASK:
        return messages.preview(
            request=sending.request, person=person, reply_by=sending.reply_by, way=way, reach=reach
        )
    return kind_words.preview(request=sending.request, person=person, way=way, reach=reach)


def one_of_each_kind(sending: Sending) -> list[SendingLine]:
    """A line for each kind of letter and language: enough to see whether the words can be made."""
    rows = sending.lines.select_related("representative__municipality").order_by("id")
    found: dict[tuple[str, str], SendingLine] = {}
    for line in rows:
        found.setdefault((line.does, line.representative.speaks), line)
    return list(found.values())
