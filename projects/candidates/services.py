"""Choosing people for a request, settling a round, and keeping what was shown: people decide, this keeps why."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from projects.candidates import queries, wording
from projects.candidates.models import Choice, Showing
from projects.candidates.values import Gathered, gather
from projects.matching.gates import Gate
from projects.matching.ordering import Listing
from projects.requests.models import Request
from representatives.catalogue.models import TermChange
from representatives.registry.models import Representative
from representatives.turns import services as turns
from representatives.turns.models import Turn

Decision = Choice.Decision
# What was shown is kept again after this long, also when it is the same.
KEPT_FOR = timedelta(hours=1)
# Without these nothing at all is kept about a person for a request.
_GONE = frozenset({Gate.LEFT.code, Gate.CONSENT.code})


class CannotChoose(Exception):
    """The decision is not possible; the text says why and can be shown."""


class ReasonMissing(CannotChoose):
    """The choice goes against something, and a reason makes it possible; the text can be shown."""


@transaction.atomic
def choose(
    *,
    request: Request,
    representative: Representative,
    decision: str,
    by: Any,
    at: datetime,
    reason: str = "",
    ask_again_on: date | None = None,
) -> Choice:
    """Writes what was decided about one person for one request, with what stood against it and the reason.

    Everything is asked anew: the person's consent, limits and turns as they are now. Refuses a request that is not
    open; somebody of another municipality; somebody who has left or has not consented, whatever the decision; and, for
    *chosen*, any limit of the person's own; and a day to ask again on that is over, or with another decision than
    *later*. Going against another gate, an unmet must or something not known needs a reason. Choosing writes a turn;
    deciding the same again changes nothing.
    """
    held = _open(request)
    gathered = _seen(held, representative, at)
    reason = reason.strip()
    _refuse_day(ask_again_on, decision, gathered.today)
    warnings = _refuse_or_warn(gathered, representative.public_id, decision, reason)
    known = Choice.objects.filter(request=held, representative=representative).first()
    given = {"decision": decision, "reason": reason, "ask_again_on": ask_again_on}
    if known is not None and all(getattr(known, name) == value for name, value in given.items()):
        return known
    was_chosen = known is not None and known.decision == Decision.CHOSEN
    if was_chosen and decision != Decision.CHOSEN:
        _refuse_asked(gathered, representative.public_id)
    choice = _written(held, representative, given, warnings=warnings, by=by, at=at)
    if decision == Decision.CHOSEN and not was_chosen:
        turns.write(representative=representative, kind=Turn.Kind.CHOSEN, at=at, request_ref=held.public_id)
    return choice


def _written(
    request: Request,
    person: Representative,
    given: dict[str, Any],
    *,
    warnings: list[str],
    by: Any,
    at: datetime,
) -> Choice:
    """The row of a decision and its line in the audit trail."""
    choice, _created = Choice.objects.update_or_create(
        request=request,
        representative=person,
        defaults={
            **given,
            "warnings": warnings,
            "by": by,
            "at": at,
            "municipality_id": request.municipality_id,
        },
    )
    named = [name for name, value in given.items() if value]
    audit.record(
        "choice.made", obj=choice, by=by, at=at, fields=named, subject=person, purpose=given["decision"]
    )
    return choice


@transaction.atomic
def take_back(*, request: Request, representative: Representative, by: Any, at: datetime) -> None:
    """Takes a decision back, as if it had not been made; does nothing if there is none.

    Refuses when the person has already been asked: then the invitation is taken back first.
    """
    held = _open(request)
    choice = Choice.objects.filter(request=held, representative=representative).first()
    if choice is None:
        return
    if choice.decision == Decision.CHOSEN:
        _refuse_asked(_seen(held, representative, at), representative.public_id)
    audit.record("choice.taken_back", obj=choice, by=by, at=at, subject=representative)
    choice.delete()


@transaction.atomic
def settle(*, request: Request, by: Any, at: datetime) -> int:
    """Ends a round: whoever was considered and not chosen is passed over, once; returns how many.

    Their turn counts for them the next time. Whoever said no themselves, or had a turn for it before, gets none.
    """
    held = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    considered = Choice.objects.filter(request=held).exclude(decision=Decision.CHOSEN)
    done = Turn.objects.filter(
        municipality=held.municipality_id,
        request_ref=held.public_id,
        kind__in=[Turn.Kind.PASSED_OVER, Turn.Kind.DECLINED],
    ).values("representative")
    rows = considered.exclude(representative__in=done).select_related("representative").order_by("pk")
    passed_over = list(rows)
    for choice in passed_over:
        turns.write(
            representative=choice.representative,
            kind=Turn.Kind.PASSED_OVER,
            at=at,
            request_ref=held.public_id,
        )
    if passed_over:
        audit.record("request.settled", obj=held, by=by, at=at)
    return len(passed_over)


def keep_showing(
    *,
    listing: Listing,
    request: Request,
    by: Any,
    at: datetime,
    is_blind: bool = False,
    is_least_read_first: bool = False,
) -> Showing:
    """Keeps what was shown and how, so that a choice can be explained a year later; returns the row.

    At most one row per person, request and hour while the list is the same.
    """
    shown = [
        {"group": group.kind.value, "people": [one.person_id for one in group.candidates]}
        for group in listing.groups
    ]
    made_by: dict[str, Any] = {
        "shown": shown,
        "seed": listing.seed,
        "rule_version": listing.rule_version,
        "fit_weight": listing.weights.fit,
        "turn_weight": listing.weights.turn,
        "catalogue_version": _catalogue_version(request.municipality_id),
        "is_blind": is_blind,
        "is_least_read_first": is_least_read_first,
    }
    last = Showing.objects.filter(request=request, by=by, at__gt=at - KEPT_FOR).order_by("-at", "-pk").first()
    if last is not None and all(getattr(last, name) == value for name, value in made_by.items()):
        return last
    return Showing.objects.create(
        municipality_id=request.municipality_id, request=request, at=at, by=by, **made_by
    )


def record_reading(*, request: Request, by: Any, at: datetime) -> None:
    """Writes that `by` looked at the candidates; who was in the list is kept by `keep_showing`."""
    audit.record("request.read", obj=request, by=by, at=at, purpose="candidates")


def _open(request: Request) -> Request:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    rows = Request.objects.select_for_update(of=("self",)).select_related(
        "project__leader", "role", "must_language"
    )
    held = rows.get(pk=request.pk)
    if held.state != Request.State.OPEN:
        raise CannotChoose(_("People are chosen while the request is open."))
    return held


def _seen(request: Request, representative: Representative, at: datetime) -> Gathered:
    people = Representative.objects.filter(pk=representative.pk, municipality=request.municipality_id)
    gathered = gather(request=request, people=people, at=at)
    if not gathered.people:
        raise CannotChoose(_("The person is not in the network of this municipality."))
    return gathered


def _refuse_or_warn(gathered: Gathered, ref: str, decision: str, reason: str) -> list[str]:
    """Codes of what stands against the decision; refuses own limits, and the rest without a reason."""
    against = queries.against(gathered, ref)
    limits = tuple(one.reason for one in against if one.is_own_limit)
    is_gone = any(one.code in _GONE for one in against)
    if limits and (decision == Decision.CHOSEN or is_gone):
        said = " ".join(wording.sentences(limits, wording.names_of(gathered)))
        raise CannotChoose(_("%(limits)s That is the person's own to decide.") % {"limits": said})
    if decision != Decision.CHOSEN:
        return []
    if against and not reason:
        raise ReasonMissing(_("Something stands against this choice. Say in a few words why you choose it."))
    return list(dict.fromkeys(one.code for one in against))


def _refuse_day(day: date | None, decision: str, today: date) -> None:
    if day is None:
        return
    if decision != Decision.LATER:
        raise CannotChoose(_("A day to ask again is for somebody whom you ask later."))
    if day <= today:
        raise CannotChoose(_("Choose a day that is ahead."))


def _catalogue_version(municipality_id: int) -> str:
    """The number of the newest change of the catalogue, as the municipality knows it; empty before the first."""
    changes = TermChange.objects.filter(Q(municipality=None) | Q(municipality=municipality_id))
    newest = changes.aggregate(newest=Max("pk"))["newest"]
    return "" if newest is None else str(newest)


def _refuse_asked(gathered: Gathered, ref: str) -> None:
    if gathered.people[ref].is_asked_for_request:
        raise CannotChoose(_("The person has already been asked. Take the invitation back first."))
