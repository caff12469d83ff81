"""The board of applicants, and what each channel has led to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from representatives.onboarding.models import Conversation
from representatives.onboarding.queries import next_step_of
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry.models import Representative, StateChange

APPLIED, TALKING, READY = "applied", "talking", "ready"
# "Active after six months".
LASTING = timedelta(days=183)
State = Representative.State


def channel_by_code(code: str) -> RecruitmentChannel | None:
    """The channel that a card or link leads to, whether open or closed. Capitals and spaces are typed by people."""
    found = RecruitmentChannel.objects.select_related("municipality", "wanted")
    return found.filter(code=code.strip().lower()).first()


@dataclass(frozen=True)
class Card:
    """One applicant on the board: how long the person has waited for us, who handles it, and what is agreed."""

    application: Application
    person: Representative
    column: str
    waiting_days: int
    next_step: Conversation | None
    same: tuple[Representative, ...]


@dataclass(frozen=True)
class Board:
    """Those on their way in, the longest waiting first, and people who are on their way in without an application."""

    applied: list[Card]
    talking: list[Card]
    ready: list[Card]
    beside: list[Representative]

    @property
    def is_empty(self) -> bool:
        return not (self.applied or self.talking or self.ready or self.beside)


def board(*, user: Any, municipality: Any, today: date, at_most: int = 20) -> Board:
    """Everyone who waits on the board; of those beside it the first `at_most`."""
    rows = list(_with_steps(Application.objects.visible_to(user).of(municipality).waiting()))
    same = _same(municipality, [row.representative for row in rows])
    cards = [_card(row, today, same.get(row.representative_id, ())) for row in rows]
    cards.sort(key=lambda card: (-card.waiting_days, card.application.pk))
    beside = Representative.objects.visible_to(user).of(municipality)
    beside = beside.filter(state__in=[State.APPLIED, State.IN_CONVERSATION], application=None)
    applied, talking, ready = (
        [card for card in cards if card.column == column] for column in (APPLIED, TALKING, READY)
    )
    beside = beside.exclude(source=Representative.Source.IMPORTED)
    return Board(applied, talking, ready, list(beside[:at_most]))


def card_of(application: Application, *, today: date) -> Card:
    """One application as the board shows it."""
    row = _with_steps(Application.objects.filter(pk=application.pk)).get()
    same = _same(row.municipality, [row.representative])
    return _card(row, today, same.get(row.representative_id, ()))


def _with_steps(rows: Any) -> Any:
    rows = rows.select_related("representative", "channel", "handled_by", "municipality")
    return rows.prefetch_related("representative__conversations__held_by", "representative__state_changes")


def _card(application: Application, today: date, same: tuple[Representative, ...]) -> Card:
    person = application.representative
    talks = list(person.conversations.all())
    moments = [timezone.localdate(application.applied_at), *(talk.held_on for talk in talks)]
    moments += [timezone.localdate(step.at) for step in person.state_changes.all()]
    ready = bool(talks) and talks[0].outcome == Conversation.Outcome.WELCOME
    column = APPLIED if person.state == State.APPLIED else READY if ready else TALKING
    waiting = max(0, (today - max(moments)).days)
    return Card(application, person, column, waiting, next_step_of(talks), same)


def _same(municipality: Any, people: list[Representative]) -> dict[int, tuple[Representative, ...]]:
    """Who else in the municipality has the same e-mail or phone number. Told to the facilitator alone."""
    mails = {person.email_index for person in people} - {""}
    phones = {person.phone_index for person in people} - {""}
    if not (mails or phones):
        return {}
    alike = Representative.objects.of(municipality).filter(merged_into=None, erased_at=None)
    others = list(alike.filter(Q(email_index__in=mails) | Q(phone_index__in=phones)))
    return {
        person.pk: tuple(other for other in others if other.pk != person.pk and _is_alike(person, other))
        for person in people
    }


def _is_alike(one: Representative, other: Representative) -> bool:
    by_mail = bool(one.email_index) and one.email_index == other.email_index
    return by_mail or (bool(one.phone_index) and one.phone_index == other.phone_index)


@dataclass(frozen=True)
class Yield:
    """What a channel has led to. `still_active` is of `lasting`: those welcomed at least six months ago."""

    channel: RecruitmentChannel
    applied: int
    welcomed: int
    lasting: int
    still_active: int


def yields(channels: Iterable[RecruitmentChannel], *, at: datetime) -> list[Yield]:
    """Applied, welcomed and active after six months, channel by channel, in two queries."""
    shown = list(channels)
    people: dict[int, set[int]] = {channel.pk: set() for channel in shown}
    came = Representative.objects.filter(came_through__in=shown)
    for person, channel_id in came.values_list("pk", "came_through"):
        people[channel_id].add(person)
    lives: dict[int, list[tuple[datetime, str]]] = {}
    steps = StateChange.objects.filter(representative__came_through__in=shown).order_by("at", "id")
    for person, moment, state in steps.values_list("representative", "at", "to_state"):
        lives.setdefault(person, []).append((moment, state))
    return [_yield(channel, people[channel.pk], lives, at) for channel in shown]


def _yield(
    channel: RecruitmentChannel, people: set[int], lives: dict[int, list[tuple[datetime, str]]], at: datetime
) -> Yield:
    welcomed = {
        person: next(moment for moment, state in lives[person] if state == State.ACTIVE)
        for person in people
        if any(state == State.ACTIVE for _moment, state in lives.get(person, ()))
    }
    lasting = {person: since + LASTING for person, since in welcomed.items() if since + LASTING <= at}
    still = [person for person, then in lasting.items() if _state_at(lives[person], then) != State.LEFT]
    return Yield(channel, len(people), len(welcomed), len(lasting), len(still))


def _state_at(life: list[tuple[datetime, str]], then: datetime) -> str:
    """Active and resting both count: a pause is not an end."""
    return [state for moment, state in life if moment <= then][-1]
