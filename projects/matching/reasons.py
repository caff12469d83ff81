"""The closed list of facts that matching can state, each with the parameters it carries.

A fact is data, not a sentence: `projects/candidates/` has the words, in each language, and a test there can
go through `PARAMETERS` to prove that every fact has them. No fact carries points, a total or a place in the
order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = int | str | date | tuple[str, ...]


class Kind(StrEnum):
    """What a parameter is, so that whoever writes the words knows what to look up."""

    TERM = "term"  # int, id of a catalogue term
    LEVEL = "level"  # int, 1 to 4
    COUNT = "count"  # int, zero or more
    DATE = "date"  # date
    CODE = "code"  # str, code of a state, area, category or value
    CODES = "codes"  # tuple of str, codes or ids, sorted


class Code(StrEnum):
    # What fits.
    MUSTS_MET = "musts_met"
    MUST_MET = "must_met"
    WISH_MET = "wish_met"
    LANGUAGES_MET = "languages_met"
    MEETING_FORMS_MET = "meeting_forms_met"
    AREA_MET = "area_met"
    # What is missing, or not known.
    MUST_BELOW = "must_below"
    WISH_BELOW = "wish_below"
    MUST_LACKING = "must_lacking"
    WISH_LACKING = "wish_lacking"
    MUST_NOT_SHARED = "must_not_shared"
    WISH_NOT_SHARED = "wish_not_shared"
    LANGUAGES_EMPTY = "languages_empty"
    LANGUAGES_OUTDATED = "languages_outdated"
    MEETING_FORMS_EMPTY = "meeting_forms_empty"
    MEETING_FORMS_OUTDATED = "meeting_forms_outdated"
    AREA_EMPTY = "area_empty"
    AREA_OUTDATED = "area_outdated"
    PROFILE_STALE = "profile_stale"
    PROFILE_UNCONFIRMED = "profile_unconfirmed"
    # Rest and turn.
    NEVER_ASSIGNED = "never_assigned"
    RESTED = "rested"
    PASSED_OVER = "passed_over"
    # Load.
    NOTHING_RUNNING = "nothing_running"
    RUNNING = "running"
    ASKED = "asked"
    LAST_ASKED = "last_asked"
    NEVER_ASKED = "never_asked"
    # A word to know before asking.
    MEDIATED_ONLY = "mediated_only"
    # Gates.
    HAS_LEFT = "has_left"
    NOT_YET_ACTIVE = "not_yet_active"
    RESTING = "resting"
    RESTING_UNTIL = "resting_until"
    NO_NETWORK_CONSENT = "no_network_consent"
    AT_MAX_AT_ONCE = "at_max_at_once"
    AT_MAX_PER_HALF_YEAR = "at_max_per_half_year"
    NO_GO_UNIT = "no_go_unit"
    NO_GO_TOPIC = "no_go_topic"
    NO_GO_PERSON = "no_go_person"
    CONFLICT_RECORDED = "conflict_recorded"
    ALREADY_ASKED = "already_asked"
    ALREADY_DECLINED = "already_declined"
    LANGUAGES_LACKING = "languages_lacking"
    MEETING_FORMS_LACKING = "meeting_forms_lacking"
    AREA_ELSEWHERE = "area_elsewhere"
    # Where a person with no gate stands.
    IN_EVERY_MUST = "in_every_must"
    IN_ALL_BUT_ONE = "in_all_but_one"
    IN_PARTLY = "in_partly"
    NO_COVERAGE = "no_coverage"
    # What a choice does to the group.
    FIRST_OF = "first_of"
    ONLY_OF = "only_of"
    ADDS_TO = "adds_to"
    SAME_AS_ALL = "same_as_all"
    FIRST_COVERING = "first_covering"
    ONLY_COVERING = "only_covering"
    GROUP_HAS = "group_has"
    GROUP_COVERS = "group_covers"


class Remedy(StrEnum):
    """What somebody can do about it; the words are written where the facts get theirs."""

    PERSON_COMES_BACK = "person_comes_back"
    FINISH_ONBOARDING = "finish_onboarding"
    PERSON_ENDS_PAUSE = "person_ends_pause"
    ASK_NETWORK_CONSENT = "ask_network_consent"
    PERSON_RAISES_MAXIMUM = "person_raises_maximum"
    PERSON_LIFTS_NO_GO = "person_lifts_no_go"
    CHECK_CONFLICT = "check_conflict"
    AWAIT_ANSWER = "await_answer"
    RESPECT_NO = "respect_no"
    CHECK_LANGUAGES = "check_languages"
    CHECK_MEETING_FORMS = "check_meeting_forms"
    CHECK_AREA = "check_area"
    SEE_GROUP = "see_group"
    ASK_ABOUT_TERM = "ask_about_term"
    ASK_EXPERIENCE_CONSENT = "ask_experience_consent"
    CONFIRM_PROFILE = "confirm_profile"


_TERM = {"term": Kind.TERM}
_MET = {"term": Kind.TERM, "level": Kind.LEVEL}
_BELOW = {"term": Kind.TERM, "level": Kind.LEVEL, "asked": Kind.LEVEL}
_OF_ALL = {"met": Kind.COUNT, "total": Kind.COUNT}
_LIMIT = {"count": Kind.COUNT, "maximum": Kind.COUNT}
_TRAIT = {"category": Kind.CODE, "value": Kind.CODE}
_TRAIT_COUNT = {"category": Kind.CODE, "value": Kind.CODE, "count": Kind.COUNT}

PARAMETERS: Mapping[Code, Mapping[str, Kind]] = {
    Code.MUSTS_MET: _OF_ALL,
    Code.MUST_MET: _MET,
    Code.WISH_MET: _MET,
    Code.LANGUAGES_MET: {"languages": Kind.CODES},
    Code.MEETING_FORMS_MET: {"meeting_forms": Kind.CODES},
    Code.AREA_MET: {"area": Kind.CODE},
    Code.MUST_BELOW: _BELOW,
    Code.WISH_BELOW: _BELOW,
    Code.MUST_LACKING: _TERM,
    Code.WISH_LACKING: _TERM,
    Code.MUST_NOT_SHARED: _TERM,
    Code.WISH_NOT_SHARED: _TERM,
    Code.LANGUAGES_EMPTY: {"languages": Kind.CODES},
    Code.LANGUAGES_OUTDATED: {"languages": Kind.CODES},
    Code.MEETING_FORMS_EMPTY: {"meeting_forms": Kind.CODES},
    Code.MEETING_FORMS_OUTDATED: {"meeting_forms": Kind.CODES},
    Code.AREA_EMPTY: {"areas": Kind.CODES},
    Code.AREA_OUTDATED: {"area": Kind.CODE, "areas": Kind.CODES},
    Code.PROFILE_STALE: {"confirmed_on": Kind.DATE},
    Code.PROFILE_UNCONFIRMED: {},
    Code.NEVER_ASSIGNED: {},
    Code.RESTED: {"months": Kind.COUNT},
    Code.PASSED_OVER: {"count": Kind.COUNT},
    Code.NOTHING_RUNNING: {},
    Code.RUNNING: {"count": Kind.COUNT},
    Code.ASKED: {"count": Kind.COUNT},
    Code.LAST_ASKED: {"on": Kind.DATE},
    Code.NEVER_ASKED: {},
    Code.MEDIATED_ONLY: {},
    Code.HAS_LEFT: {},
    Code.NOT_YET_ACTIVE: {"state": Kind.CODE},
    Code.RESTING: {},
    Code.RESTING_UNTIL: {"until": Kind.DATE},
    Code.NO_NETWORK_CONSENT: {},
    Code.AT_MAX_AT_ONCE: _LIMIT,
    Code.AT_MAX_PER_HALF_YEAR: _LIMIT,
    Code.NO_GO_UNIT: {"units": Kind.CODES},
    Code.NO_GO_TOPIC: {"topics": Kind.CODES},
    Code.NO_GO_PERSON: {"people": Kind.CODES},
    Code.CONFLICT_RECORDED: {"conflicts": Kind.CODES, "kinds": Kind.CODES},
    Code.ALREADY_ASKED: {},
    Code.ALREADY_DECLINED: {},
    Code.LANGUAGES_LACKING: {"languages": Kind.CODES},
    Code.MEETING_FORMS_LACKING: {"meeting_forms": Kind.CODES},
    Code.AREA_ELSEWHERE: {"area": Kind.CODE, "areas": Kind.CODES},
    Code.IN_EVERY_MUST: _OF_ALL,
    Code.IN_ALL_BUT_ONE: _OF_ALL,
    Code.IN_PARTLY: _OF_ALL,
    Code.NO_COVERAGE: {},
    Code.FIRST_OF: _TRAIT,
    Code.ONLY_OF: _TRAIT,
    Code.ADDS_TO: _TRAIT_COUNT,
    Code.SAME_AS_ALL: _TRAIT_COUNT,
    Code.FIRST_COVERING: _TERM,
    Code.ONLY_COVERING: _TERM,
    Code.GROUP_HAS: _TRAIT_COUNT,
    Code.GROUP_COVERS: {"term": Kind.TERM, "count": Kind.COUNT},
}

_TYPES: Mapping[Kind, type] = {
    Kind.TERM: int,
    Kind.LEVEL: int,
    Kind.COUNT: int,
    Kind.DATE: date,
    Kind.CODE: str,
    Kind.CODES: tuple,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact: a code and its parameters, in the order of `PARAMETERS`. Made by `Reason.of`."""

    code: Code
    items: tuple[tuple[str, Value], ...]

    @classmethod
    def of(cls, code: Code, **given: Value) -> "Reason":
        """The fact `code`; refuses (ValueError) parameters other than the listed ones, or of another kind."""
        kinds = PARAMETERS[code]
        if given.keys() != kinds.keys():
            raise ValueError(f"{code} carries {sorted(kinds)}, not {sorted(given)}.")
        for name, kind in kinds.items():
            if not isinstance(given[name], _TYPES[kind]):
                raise ValueError(f"{name} of {code} is a {kind}.")
        return cls(code, tuple((name, given[name]) for name in kinds))

    @property
    def params(self) -> dict[str, Value]:
        """The parameters by name: a copy, to fill into words."""
        return dict(self.items)


def codes(values: frozenset[str]) -> tuple[str, ...]:
    """A set as a parameter of kind CODES: sorted, so that the same fact is always written the same way."""
    return tuple(sorted(values))
