"""Who is to be asked whether the profile is still right, who has been silent for too long, and who is to be called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from representatives.conflicts.queries import open_of
from representatives.consent.models import Consent
from representatives.consent.texts import Text, current
from representatives.freshness.models import Checkup, NetworkPolicy
from representatives.proxies.queries import Reach, reached_all
from representatives.registry.models import Representative, RepresentativeQuerySet
from representatives.turns.queries import histories

# Nobody is asked in the first month: a list that was read in yesterday is not answered with a hundred letters.
SETTLING = timedelta(days=30)
# Consents that run out within this are asked about in the same letter.
TOGETHER = timedelta(days=60)
State = Representative.State


def day(at: datetime) -> date:
    """The day of a moment where the municipality is."""
    return timezone.localdate(at)


def policy_of(municipality: Any) -> NetworkPolicy:
    """What a municipality has decided, or the defaults (a row that is not saved) where it has decided nothing."""
    pk = getattr(municipality, "pk", municipality)
    return NetworkPolicy.objects.filter(municipality=pk).first() or NetworkPolicy(municipality_id=pk)


def months_in(municipality_id: int) -> int:
    """After how many months a municipality asks again for a consent."""
    return policy_of(municipality_id).consent_months


def to_ask(policy: NetworkPolicy, *, at: datetime) -> RepresentativeQuerySet:
    """People who are to be asked today: nobody has confirmed the profile for long, or a consent is to be renewed.

    Only people with a consent to the network in force, who are active or whose break is over, and who have no question
    open already.
    """
    today = day(at)
    limit = today - timedelta(days=policy.confirm_after_days)
    people = Representative.objects.filter(municipality=policy.municipality_id, created_at__lte=at - SETTLING)
    consents = Consent.objects.filter(representative=OuterRef("pk"))
    stale = Q(confirmed_on__lte=limit) | Q(confirmed_on=None, created_at__date__lte=limit)
    due = Exists(consents.due(by=today, months=policy.consent_months))
    return people.filter(
        _may_be_asked(today),
        stale | Q(due),
        Exists(consents.in_force().filter(purpose=Consent.Purpose.NETWORK)),
        ~Exists(Checkup.objects.open().filter(representative=OuterRef("pk"))),
    )


def to_warn(policy: NetworkPolicy, *, at: datetime) -> RepresentativeQuerySet:
    """People who rest because they were silent, and have been so for as long as the policy says: notice is due."""
    limit = at - timedelta(days=policy.notice_after_days)
    people = Representative.objects.filter(municipality=policy.municipality_id, state=State.RESTING)
    silent = Checkup.objects.in_silence().filter(representative=OuterRef("pk"), closed_at__lte=limit)
    return people.filter(Exists(silent), Q(resting_until=None) | Q(resting_until__lt=day(at)))


def _may_be_asked(today: date) -> Q:
    """Active, or after a break; those who rest in silence hear nothing before the notice."""
    silent = Checkup.objects.in_silence().filter(representative=OuterRef("pk"))
    break_is_over = Q(state=State.RESTING, resting_until__lt=today)
    without_end = Q(state=State.RESTING, resting_until=None) & ~Q(Exists(silent))
    return Q(state=State.ACTIVE) | break_is_over | without_end


def running_seats(person: Representative, *, at: datetime) -> int:
    """How many assignments the person has now, as the turn ledger tells."""
    return histories([person.pk], at=at)[person.pk].running


def due_consents(person: Representative, policy: NetworkPolicy, *, today: date) -> list[Consent]:
    """Consents that are asked about now: those to be renewed soon, the network first."""
    rows = Consent.objects.due(by=today + TOGETHER, months=policy.consent_months)
    return _in_order(rows.filter(representative=person))


@dataclass(frozen=True)
class Wanted:
    """One purpose that the person is asked about, with its text; `current` is the consent in force, if there is one."""

    purpose: str
    text: Text
    current: Consent | None


def wanted_of(person: Representative, *, today: date) -> list[Wanted]:
    """Consents that run out soon, and those that ran out unanswered: the person may say yes to them again."""
    policy = policy_of(person.municipality_id)
    due = {consent.purpose: consent for consent in due_consents(person, policy, today=today)}
    latest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(representative=person).order_by("id"):
        latest[consent.purpose] = consent
    lapsed = {purpose for purpose, consent in latest.items() if consent.is_lapsed}
    return [
        Wanted(purpose, current(purpose), due.get(purpose))
        for purpose in Consent.Purpose.values
        if purpose in due or purpose in lapsed
    ]


def _in_order(consents: Iterable[Consent]) -> list[Consent]:
    order = Consent.Purpose.values
    return sorted(consents, key=lambda consent: order.index(consent.purpose))


def to_call(checkups: Any, *, today: date) -> Any:
    """Those that wait for the facilitator: a call is wished for, there is no mail to send, or a seat holds it back."""
    wishes = Q(reply=Checkup.Reply.CHANGES)
    without_mail = ~Q(pk__in=Checkup.objects.by_mail().values("pk"))
    untried = Q(reply="", reminded_at=None) & without_mail
    # On the day after the last day the round is still to come; what is open later was held back by a seat.
    held_back = Q(reply="", due_on__lt=today - timedelta(days=1))
    return checkups.open().filter(wishes | untried | held_back)


@dataclass(frozen=True)
class Line:
    """One checkup as the facilitator sees it, who is to be called about it, and why it is here."""

    checkup: Checkup
    person: Representative
    reach: Reach
    why: Any
    by_mail: bool
    can_try: bool


def lines(checkups: Any, *, today: date) -> list[Line]:
    """Checkups with their people, how these are reached, and the reason in words; a fixed number of queries."""
    rows = list(checkups.select_related("representative__municipality"))
    reached = reached_all(row.representative for row in rows)
    mailed = set(
        Checkup.objects.by_mail().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    return [
        Line(
            checkup=row,
            person=row.representative,
            reach=reached[row.representative_id],
            why=_why(row, by_mail=row.pk in mailed, today=today),
            by_mail=row.pk in mailed,
            can_try=row.pk not in mailed and not row.reply and row.reminded_at is None,
        )
        for row in rows
    ]


def _why(checkup: Checkup, *, by_mail: bool, today: date) -> Any:
    if checkup.reply == Checkup.Reply.CHANGES:
        return _("Has asked to be called: something has changed")
    if not by_mail and checkup.reminded_at is None:
        return _("Gets no e-mail: call or write")
    if checkup.due_on < today:
        return _("Has not answered, and has an assignment")
    return _("Asked by e-mail") if by_mail else _("You have tried to reach the person")


# What is kept about a person, by kind only: the page is behind a bare link, which can be passed on.
_KEPT: tuple[tuple[Any, str], ...] = (
    (_("Your name"), "given_name"),
    (_("How to reach you"), "email phone"),
    (_("Where you live, roughly"), "area"),
    (_("The year you were born"), "birth_year"),
    (_("The organisation you come from"), "organisation"),
    (_("When you can, and how much"), "availability most_at_once most_per_half_year"),
)


def kept_kinds(person: Representative) -> list[Any]:
    """What is kept about a person in plain words, and never what it says."""
    found = [label for label, fields in _KEPT if any(getattr(person, name) for name in fields.split())]
    if person.terms.exists():
        found.append(_("What you have told us that you know and can do"))
    if person.no_gos.exists():
        found.append(_("What you do not want to be asked about"))
    if open_of(person).exists():
        found.append(_("Where you are too close to be asked"))
    return found
