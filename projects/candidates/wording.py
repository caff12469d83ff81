"""The words for every fact that matching can state. Points and places have no words here, and none anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.candidates.sentences import COUNTED, JOINED, PLAIN, REMEDIES
from projects.matching.balance import Emphasis
from projects.matching.gates import Gate
from projects.matching.ordering import GroupKind
from projects.matching.reasons import PARAMETERS, Code, Kind, Reason, Remedy
from projects.requests.models import Request
from representatives.conflicts.models import Conflict
from representatives.registry.models import Level, Relation, Representative


@dataclass(frozen=True)
class Names:
    """What ids and codes are called in the language of the page: terms of the request, units, topics, languages."""

    terms: Mapping[int, str]
    codes: Mapping[str, str]

    def of(self, code: str) -> str:
        """The name of a code; an area is its own name."""
        return self.codes.get(code, code)


def sentence(reason: Reason, names: Names) -> str:
    """One fact as one sentence."""
    params = reason.params
    kinds = PARAMETERS[reason.code]
    filled = {name: _filled(name, value, kinds[name], names) for name, value in params.items()}
    if {"category", "value"} <= params.keys():
        filled["trait"] = _trait(str(params["category"]), filled["value"])
    if reason.code in _ZERO and not params[_ZERO[reason.code][0]]:
        return _ZERO[reason.code][1]() % filled
    if reason.code is Code.MUSTS_MET and params["met"] == params["total"]:
        return _("Has everything that is needed.")
    if reason.code in COUNTED:
        name, text = COUNTED[reason.code]
        return text(_number(params[name])) % filled
    return PLAIN[reason.code]() % filled


def sentences(reasons: tuple[Reason, ...], names: Names) -> list[str]:
    """Several facts, each a sentence; what is missing alike is one sentence, in the place of the first of them."""
    return [_said(alike, names) for alike in _alike(reasons)]


def remedy(kind: Remedy) -> str:
    """What can be done about it, as a sentence."""
    return REMEDIES[kind]()


def group_label(kind: GroupKind) -> str:
    """The heading of a group of candidates."""
    return {
        GroupKind.EVERY_MUST: _("Covers everything"),
        GroupKind.ALL_BUT_ONE: _("Covers all but one"),
        GroupKind.PARTLY: _("Partly"),
    }[kind]


def group_help(kind: GroupKind) -> str:
    """What the heading means."""
    return {
        GroupKind.EVERY_MUST: _("Has all that you said is needed. Wishes may differ."),
        GroupKind.ALL_BUT_ONE: _("One of the things that are needed is missing or not known."),
        GroupKind.PARTLY: _("Has something of what you look for. A talk may show more."),
    }[kind]


def gate_label(gate: Gate) -> str:
    """What kind of hindrance a gate is, in a word or two."""
    return {
        Gate.LEFT: _("Has left"),
        Gate.INACTIVE: _("Not yet active"),
        Gate.PAUSE: _("Takes a pause"),
        Gate.CONSENT: _("No consent"),
        Gate.MAX_AT_ONCE: _("Own limit at once"),
        Gate.MAX_PER_HALF_YEAR: _("Own limit in half a year"),
        Gate.NO_GO_UNIT: _("Said no to the unit"),
        Gate.NO_GO_TOPIC: _("Said no to the topic"),
        Gate.NO_GO_PERSON: _("Said no to a person"),
        Gate.CONFLICT: _("Conflict of interest"),
        Gate.ASKED: _("Already asked"),
        Gate.DECLINED: _("Said no"),
        Gate.LANGUAGE: _("Language"),
        Gate.MEETING_FORM: _("Way of meeting"),
        Gate.AREA: _("Area"),
    }[gate]


def lacking(count: int, *, is_must: bool) -> str:
    """What the group of the chosen still lacks of one thing."""
    if not count:
        return _("Enough")
    if not is_must:
        return _("Nobody yet")
    return ngettext("%(count)s more is needed", "%(count)s more are needed", count) % {"count": count}


def emphasis_label(emphasis: Emphasis) -> str:
    """The municipality's choice between fit and taking turns, in two words."""
    return {
        Emphasis.FIT: _("Fit first"),
        Emphasis.BALANCED: _("Balanced"),
        Emphasis.TURN: _("Turn first"),
    }[emphasis]


def candidate(letters: str) -> str:
    """What somebody is called where names are hidden."""
    return _("Candidate %(letters)s") % {"letters": letters}


def lives_where_needed() -> str:
    """Instead of the area, where areas are hidden."""
    return _("Lives where it is needed.")


def area_uncertain() -> str:
    """Instead of an area that does not fit, where areas are hidden."""
    return _("May live elsewhere than needed. Ask.")


def names_of(gathered: Any) -> Names:
    """The names that sentences about one gathered request may need."""
    request: Request = gathered.request
    terms = {}
    codes = dict(gathered.units)
    for pk, asked in gathered.terms.items():
        name = asked.term.name
        codes[str(asked.term_id)] = name
        if asked.term.parent:
            codes[str(asked.term.parent_id)] = asked.term.parent.name
        relation = Relation(asked.relation).label if asked.relation else ""
        terms[pk] = f"{name} ({str(relation).lower()})" if relation else name
    if request.role:
        codes[str(request.role_id)] = request.role.name
    if request.must_language:
        codes[request.must_language.key] = request.must_language.name
    codes[request.project.public_id] = request.project.title
    if request.project.leader:
        codes[request.project.leader.public_id] = request.project.leader.get_full_name()
    return Names(terms, codes)


def _alike(reasons: tuple[Reason, ...]) -> list[list[Reason]]:
    joined: dict[Code, list[Reason]] = {}
    found: list[list[Reason]] = []
    for reason in reasons:
        if reason.code in joined:
            joined[reason.code].append(reason)
            continue
        found.append([reason])
        if reason.code in JOINED:
            joined[reason.code] = found[-1]
    return found


def _said(alike: list[Reason], names: Names) -> str:
    if len(alike) == 1:
        return sentence(alike[0], names)
    *others, last = [names.terms[int(str(reason.params["term"]))] for reason in alike]
    return JOINED[alike[0].code]() % {"term": _("”, “").join(others) + _("” and “") + last}


def _filled(name: str, value: Any, kind: Kind, names: Names) -> Any:
    match kind:
        case Kind.TERM:
            return names.terms[value]
        case Kind.LEVEL:
            return str(Level(value).label).lower()
        case Kind.COUNT:
            return value
        case Kind.DATE:
            return _day(value)
        case Kind.CODES:
            return ", ".join(_code(name, code, names) for code in value)
        case Kind.CODE:
            return _code(name, value, names)


def _code(name: str, code: str, names: Names) -> str:
    if name == "meeting_forms" and code in _MEETS:
        return _MEETS[code]()
    if name == "state" and code in Representative.State.values:
        return str(Representative.State(code).label).lower()
    if name == "kinds" and code in Conflict.Kind.values:
        return str(Conflict.Kind(code).label).lower()
    if name == "value" and code in Relation.values:
        return str(Relation(code).label).lower()
    return names.of(code)


def _trait(category: str, value: str) -> str:
    if category == "area":
        return _("from %(value)s") % {"value": value}
    if category == "first_time":
        return _("without earlier assignments")
    return _("with the perspective “%(value)s”") % {"value": value}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _number(value: Any) -> int:
    return int(value)


# How one can meet, as it stands after “can meet”.
_MEETS: Mapping[str, Callable[[], str]] = {
    Request.MeetingForm.IN_PERSON: lambda: _("face to face"),
    Request.MeetingForm.ONLINE: lambda: _("on screen"),
}

# Facts for which nought has a sentence of its own.
_ZERO: Mapping[Code, tuple[str, Callable[[], str]]] = {
    Code.RESTED: ("months", lambda: _("No rest since the last assignment.")),
    Code.GROUP_COVERS: ("count", lambda: _("Nobody yet has “%(term)s”.")),
}
