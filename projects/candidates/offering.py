"""The gates and the turn part of the key as conditions and figures of the database: the rule of `matching` once more.

A test holds the two together, on both databases. Every function speaks of rows of `Representative`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from projects.candidates.values import MEETING_FORMS, Wanted
from projects.matching import keys
from projects.matching.keys import Weights
from projects.matching.values import Request as Asked
from projects.requests.models import RequestTerm
from projects.requests.queries import LANGUAGES_KEY
from representatives.conflicts.models import Conflict
from representatives.consent.models import Consent
from representatives.registry.models import NoGo, ProfileTerm, Representative
from representatives.registry.querysets import STALE_AFTER_DAYS
from representatives.turns.models import Turn, TurnSummary
from representatives.turns.queries import microseconds

DAY = 86_400_000_000  # microseconds
# Days to months as the ledger does it, int(days / 30.44), in whole numbers; the same up to MOST_REST.
MONTHS, DAYS = 100, 3044
FIGURES = "turn_summary__"
FORM_KEYS = {form: key for key, form in MEETING_FORMS.items()}


@dataclass(frozen=True)
class Frame:
    """One request at one moment, as the database is asked about it; `terms` by what matching calls a term."""

    municipality_id: int
    asked: Asked
    terms: dict[int, RequestTerm]
    at: datetime
    today: date
    weights: Weights

    @classmethod
    def of(cls, what: Wanted, at: datetime, weights: Weights = keys.DEFAULT_WEIGHTS) -> "Frame":
        municipality = what.request.municipality_id
        return cls(municipality, what.asked, what.terms, at, timezone.localdate(at), weights)


def apart(frame: Frame) -> set[int]:
    """Of whom only the ledger itself can tell: asked for this request, or counted for another moment; one query."""
    passed = TurnSummary.objects.of(frame.municipality_id).unsettled(frame.at)
    known = Turn.objects.of(frame.municipality_id).filter(request_ref=frame.asked.id)
    both = passed.values_list("representative").union(known.order_by().values_list("representative"))
    return {pk for (pk,) in both}


def passed_by(at: datetime) -> Q:
    """Whose figures were counted for another moment."""
    return Q(turn_summary__holds_from__gt=at) | Q(turn_summary__holds_until__lte=at)


def gates(frame: Frame) -> Q:
    """Whom no gate holds back, among those who do not stand apart."""
    return in_use(frame.today) & within_limits() & _counted(frame.at) & _of_request(frame)


def within_limits() -> Q:
    """Who has fewer assignments than they want at most."""
    return _below("most_at_once", "running") & _below("most_per_half_year", "assigned_in_half_year")


def in_use(today: date) -> Q:
    """Who is active, not resting, and in the network by their own yes."""
    state = Representative.State
    awake = Q(state=state.ACTIVE, resting_until=None) | Q(
        state__in=(state.ACTIVE, state.RESTING), resting_until__lt=today
    )
    network = Consent.objects.in_force().filter(
        representative=OuterRef("pk"), purpose=Consent.Purpose.NETWORK
    )
    return awake & Q(Exists(network))


def _of_request(frame: Frame) -> Q:
    no_gos = NoGo.objects.filter(municipality=frame.municipality_id).filter(
        Q(unit__public_id__in=frame.asked.units)
        | Q(term__in=[int(topic) for topic in frame.asked.topics])
        | Q(person__public_id__in=frame.asked.people)
    )
    near = {"units": frame.asked.units, "people": frame.asked.people}
    conflicts = Conflict.objects.of(frame.municipality_id).in_force(frame.today).about(**near).order_by()
    known = Turn.objects.filter(municipality=frame.municipality_id, request_ref=frame.asked.id)
    return (
        _practical(frame)
        & ~Q(pk__in=known.values("representative"))
        & ~Q(pk__in=no_gos.values("representative"))
        & ~Q(pk__in=conflicts.values("representative"))
    )


def turn(at: datetime, today: date, weights: Weights) -> Any:
    """What rest, load, being passed over and an old profile are worth together."""
    since = Value(microseconds(at), BigIntegerField()) - F(f"{FIGURES}rests_since")
    months = since / Value(DAY, BigIntegerField()) * Value(MONTHS) / Value(DAYS)
    rest = Case(
        When(turn_summary__running__gt=0, then=0),
        When(turn_summary__rests_since=None, then=keys.MOST_REST),
        default=Least(months, Value(keys.MOST_REST, BigIntegerField())),
        output_field=IntegerField(),
    )
    stale = Case(When(fresh(today), then=0), default=keys.STALE, output_field=IntegerField())
    load = (
        _figure("running") * keys.PER_RUNNING
        + _figure("asked_in_half_year") * keys.PER_ASK
        + _figure("passed_over_in_year") * keys.PER_PASSED_OVER
    )
    return (rest + load + stale) * Value(weights.turn)


def _figure(name: str) -> Any:
    return Coalesce(F(f"{FIGURES}{name}"), 0)


def _below(limit: str, figure: str) -> Q:
    return Q(**{limit: None}) | Q(**{f"{limit}__gt": _figure(figure)})


def _counted(at: datetime) -> Q:
    """Whose figures hold at `at`. A person without a summary has no turns."""
    none = Q(turn_summary__holds_from=None)
    ends = Q(turn_summary__holds_until=None) | Q(turn_summary__holds_until__gt=at)
    return none | (Q(turn_summary__holds_from__lte=at) & ends)


def _practical(frame: Frame) -> Q:
    """What the request makes a must and a fresh profile does not deny; an empty or an old field denies nothing."""
    asked, said = frame.asked, Q()
    for language in asked.must_languages:
        known = _terms(term__parent__key=LANGUAGES_KEY)
        said &= _says(known, known.filter(term__key=language))
    for form in asked.must_meeting_forms:
        known = _terms(term__key__in=MEETING_FORMS)
        said &= _says(known, known.filter(term__key=FORM_KEYS[form]))
    if asked.must_areas:
        said &= Q(area__in=["", *asked.must_areas])
    return ~fresh(frame.today) | said if said else Q()


def _says(known: Any, wanted: Any) -> Q:
    return ~Q(Exists(known)) | Q(Exists(wanted))


def _terms(**which: Any) -> Any:
    return ProfileTerm.objects.filter(representative=OuterRef("pk"), **which)


def fresh(today: date) -> Q:
    """Who has confirmed the profile within a year."""
    return Q(confirmed_on__gte=today - timedelta(days=STALE_AFTER_DAYS))
