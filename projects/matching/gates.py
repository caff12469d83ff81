"""What keeps a person from being offered, and who may change it.

A gate that states the person's own limit can never be overridden; any other can, with a reason that the
caller keeps. Unknown is not no: languages, meeting forms and area hold somebody back only when a fresh
profile says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain

from projects.matching.reasons import Code, Reason, Remedy, codes
from projects.matching.values import Person, Request, State


class Gate(Enum):
    """Each gate: its code in the API, whether it is the person's own limit, and what could change it."""

    LEFT = ("left", True, Remedy.PERSON_COMES_BACK)
    INACTIVE = ("inactive", False, Remedy.FINISH_ONBOARDING)
    PAUSE = ("pause", True, Remedy.PERSON_ENDS_PAUSE)
    CONSENT = ("consent", True, Remedy.ASK_NETWORK_CONSENT)
    MAX_AT_ONCE = ("max_at_once", True, Remedy.PERSON_RAISES_MAXIMUM)
    MAX_PER_HALF_YEAR = ("max_per_half_year", True, Remedy.PERSON_RAISES_MAXIMUM)
    NO_GO_UNIT = ("no_go_unit", True, Remedy.PERSON_LIFTS_NO_GO)
    NO_GO_TOPIC = ("no_go_topic", True, Remedy.PERSON_LIFTS_NO_GO)
    NO_GO_PERSON = ("no_go_person", True, Remedy.PERSON_LIFTS_NO_GO)
    CONFLICT = ("conflict", False, Remedy.CHECK_CONFLICT)
    ASKED = ("asked", False, Remedy.AWAIT_ANSWER)
    DECLINED = ("declined", False, Remedy.RESPECT_NO)
    LANGUAGE = ("language", False, Remedy.CHECK_LANGUAGES)
    MEETING_FORM = ("meeting_form", False, Remedy.CHECK_MEETING_FORMS)
    AREA = ("area", False, Remedy.CHECK_AREA)

    def __init__(self, code: str, is_own_limit: bool, remedy: Remedy) -> None:
        self.code = code
        self.is_own_limit = is_own_limit
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Barrier:
    """One gate that holds one person back from one request, and the fact behind it."""

    gate: Gate
    reason: Reason

    @property
    def is_overridable(self) -> bool:
        """Whether a facilitator may choose the person all the same, giving a reason."""
        return not self.gate.is_own_limit


def gates(person: Person, request: Request, today: date) -> list[Barrier]:
    """Every gate that holds `person` back from `request` on `today`, in the order of `Gate`."""
    return list(_barriers(person, request, today))


def is_offered(person: Person, request: Request, today: date) -> bool:
    """Whether no gate holds the person back: the same answer as `not gates(…)`, stopping at the first."""
    return next(_barriers(person, request, today), None) is None


def may_override(barriers: Iterable[Barrier]) -> bool:
    """Whether a reason is enough to choose somebody in spite of `barriers`: none of them is an own limit."""
    return all(barrier.is_overridable for barrier in barriers)


def _barriers(person: Person, request: Request, today: date) -> Iterator[Barrier]:
    return chain(
        _life(person, today),
        _maximums(person),
        _no_gos(person, request),
        _history(person, request),
        _practical(person, request),
    )


def _life(person: Person, today: date) -> Iterator[Barrier]:
    if person.state is State.LEFT:
        yield Barrier(Gate.LEFT, Reason.of(Code.HAS_LEFT))
    if person.state in (State.APPLIED, State.IN_CONVERSATION):
        yield Barrier(Gate.INACTIVE, Reason.of(Code.NOT_YET_ACTIVE, state=person.state.value))
    # A pause with a date lasts through that day, whatever the state; one without lasts as long as the state.
    if person.resting_until is not None:
        if today <= person.resting_until:
            yield Barrier(Gate.PAUSE, Reason.of(Code.RESTING_UNTIL, until=person.resting_until))
    elif person.state is State.RESTING:
        yield Barrier(Gate.PAUSE, Reason.of(Code.RESTING))
    if not person.has_network_consent:
        yield Barrier(Gate.CONSENT, Reason.of(Code.NO_NETWORK_CONSENT))


def _maximums(person: Person) -> Iterator[Barrier]:
    count, maximum = person.running_assignments, person.max_at_once
    if maximum is not None and count >= maximum:
        yield Barrier(Gate.MAX_AT_ONCE, Reason.of(Code.AT_MAX_AT_ONCE, count=count, maximum=maximum))
    count, maximum = person.assignments_half_year, person.max_per_half_year
    if maximum is not None and count >= maximum:
        reason = Reason.of(Code.AT_MAX_PER_HALF_YEAR, count=count, maximum=maximum)
        yield Barrier(Gate.MAX_PER_HALF_YEAR, reason)


def _no_gos(person: Person, request: Request) -> Iterator[Barrier]:
    if units := person.no_go_units & request.units:
        yield Barrier(Gate.NO_GO_UNIT, Reason.of(Code.NO_GO_UNIT, units=codes(units)))
    if topics := person.no_go_topics & request.topics:
        yield Barrier(Gate.NO_GO_TOPIC, Reason.of(Code.NO_GO_TOPIC, topics=codes(topics)))
    if people := person.no_go_people & request.people:
        yield Barrier(Gate.NO_GO_PERSON, Reason.of(Code.NO_GO_PERSON, people=codes(people)))


def _history(person: Person, request: Request) -> Iterator[Barrier]:
    if person.conflicts:
        near = request.units | request.people | {request.project}
        if found := [conflict for conflict in person.conflicts if conflict.about in near]:
            about, kinds = (codes(frozenset(part)) for part in zip(*found, strict=True))
            reason = Reason.of(Code.CONFLICT_RECORDED, conflicts=about, kinds=kinds)
            yield Barrier(Gate.CONFLICT, reason)
    if person.is_asked_for_request:
        yield Barrier(Gate.ASKED, Reason.of(Code.ALREADY_ASKED))
    if person.has_declined_request:
        yield Barrier(Gate.DECLINED, Reason.of(Code.ALREADY_DECLINED))


def _practical(person: Person, request: Request) -> Iterator[Barrier]:
    """What the request makes a must and a fresh profile says no to; an empty or stale field is a gap."""
    if person.is_stale:
        return
    languages = request.must_languages - person.languages
    if person.languages and languages:
        yield Barrier(Gate.LANGUAGE, Reason.of(Code.LANGUAGES_LACKING, languages=codes(languages)))
    forms = request.must_meeting_forms - person.meeting_forms
    if person.meeting_forms and forms:
        yield Barrier(Gate.MEETING_FORM, Reason.of(Code.MEETING_FORMS_LACKING, meeting_forms=codes(forms)))
    areas = request.must_areas
    if areas and person.area is not None and person.area not in areas:
        reason = Reason.of(Code.AREA_ELSEWHERE, area=person.area, areas=codes(areas))
        yield Barrier(Gate.AREA, reason)
