"""A second matching, as plain and slow as can be, written from the rule; no code is shared with the first."""

from datetime import date
from fractions import Fraction
from hashlib import blake2b

from projects.matching.keys import Weights
from projects.matching.values import Importance, Need, Person, Request, State, TermKind


def plain_level(person: Person, need: Need) -> int:
    if need.term not in person.levels:
        return 0
    if need.kind == TermKind.EXPERIENCE and person.has_experience_consent is False:
        return 0
    return person.levels[need.term]


def plain_key(person: Person, request: Request, weights: Weights) -> Fraction:
    fit = Fraction(0)
    for need in request.needs:
        weight = 3 if need.importance == Importance.MUST else 1
        fit += Fraction(weight * 12 * min(plain_level(person, need), need.level), need.level)
    turn = 24 if person.months_of_rest is None else min(24, person.months_of_rest)
    turn -= 3 * person.running_assignments
    turn -= 2 * person.asks_six_months
    turn += 2 * person.passed_over_twelve_months
    if person.is_stale:
        turn -= 6
    return weights.fit * fit + weights.turn * turn


def plain_missing(person: Person, request: Request) -> int:
    missing = 0
    for need in request.needs:
        if need.importance == Importance.MUST and plain_level(person, need) < need.level:
            missing += 1
    return missing


def plain_covers(person: Person, request: Request) -> bool:
    return request.needs == () or any(plain_level(person, need) >= 1 for need in request.needs)


def plain_passes(person: Person, request: Request, today: date) -> bool:
    if person.state not in (State.ACTIVE, State.RESTING) or not person.has_network_consent:
        return False
    if person.state == State.RESTING and person.resting_until is None:
        return False
    if person.resting_until is not None and person.resting_until >= today:
        return False
    if person.max_at_once is not None and person.running_assignments + 1 > person.max_at_once:
        return False
    if person.max_per_half_year is not None and person.assignments_half_year + 1 > person.max_per_half_year:
        return False
    conflicts = {conflict.about for conflict in person.conflicts}
    if any(unit in request.units for unit in person.no_go_units | conflicts):
        return False
    if any(someone in request.people for someone in person.no_go_people | conflicts):
        return False
    if any(topic in request.topics for topic in person.no_go_topics) or request.project in conflicts:
        return False
    if person.is_asked_for_request or person.has_declined_request:
        return False
    return person.is_stale or _plain_practical(person, request)


def _plain_practical(person: Person, request: Request) -> bool:
    if person.languages and not all(language in person.languages for language in request.must_languages):
        return False
    if person.meeting_forms and not all(form in person.meeting_forms for form in request.must_meeting_forms):
        return False
    return not (request.must_areas and person.area and person.area not in request.must_areas)


def plain_order(
    request: Request, people: list[Person], seed: str, today: date, weights: Weights
) -> list[tuple[int, str]]:
    """Musts missing and id of everyone listed, by looking for whoever comes first again and again."""
    left = [p for p in people if plain_passes(p, request, today) and plain_covers(p, request)]
    found: list[tuple[int, str]] = []
    while left:
        first = left[0]
        for other in left[1:]:
            if _plain_before(other, first, request, seed, weights):
                first = other
        left.remove(first)
        found.append((plain_missing(first, request), first.id))
    return found


def _plain_before(one: Person, other: Person, request: Request, seed: str, weights: Weights) -> bool:
    if plain_missing(one, request) != plain_missing(other, request):
        return plain_missing(one, request) < plain_missing(other, request)
    if plain_key(one, request, weights) != plain_key(other, request, weights):
        return plain_key(one, request, weights) > plain_key(other, request, weights)
    return _plain_draw(one, request, seed) < _plain_draw(other, request, seed)


def _plain_draw(person: Person, request: Request, seed: str) -> int:
    text = seed + "|" + request.id + "|" + person.id
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "big")
