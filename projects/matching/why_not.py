"""*Why not?* for anyone: which gate, and what could change it; or where the person stands without one."""

from dataclasses import dataclass
from datetime import date

from projects.matching.facts import musts_met, term_gap
from projects.matching.gates import Gate, gates
from projects.matching.keys import Scale
from projects.matching.ordering import GroupKind, group_kind
from projects.matching.reasons import Code, Reason, Remedy
from projects.matching.values import Need, Person, Request, TermKind

_STANDING = {
    GroupKind.EVERY_MUST: Code.IN_EVERY_MUST,
    GroupKind.ALL_BUT_ONE: Code.IN_ALL_BUT_ONE,
    GroupKind.PARTLY: Code.IN_PARTLY,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact that explains an absence or a standing; `gate` is None where no gate is meant."""

    gate: Gate | None
    reason: Reason
    remedy: Remedy

    @property
    def is_overridable(self) -> bool:
        """Whether this alone leaves the choice to the facilitator."""
        return self.gate is None or not self.gate.is_own_limit


def why_not(person: Person, request: Request, *, today: date) -> list[Answer]:
    """Every gate that holds `person` back; without one, the group and unmet musts, or that nothing fits.

    The same answer for the facilitator and for the person who asks about themselves. Nothing is said of
    others.
    """
    barriers = gates(person, request, today)
    if barriers:
        return [Answer(barrier.gate, barrier.reason, barrier.gate.remedy) for barrier in barriers]
    place = Scale(request).place(person)
    if not place.is_covering:
        nothing = Answer(None, Reason.of(Code.NO_COVERAGE), Remedy.CONFIRM_PROFILE)
        return [nothing, *_unmet(person, request.needs)]
    met, total = musts_met(person, request)
    code = _STANDING[group_kind(place.missing, total)]
    standing = Answer(None, Reason.of(code, met=met, total=total), Remedy.SEE_GROUP)
    return [standing, *_unmet(person, request.musts)]


def _unmet(person: Person, needs: tuple[Need, ...]) -> list[Answer]:
    return [_gap(person, need) for need in needs if person.counted_level(need) < need.level]


def _gap(person: Person, need: Need) -> Answer:
    is_unshared = need.kind is TermKind.EXPERIENCE and not person.has_experience_consent
    remedy = Remedy.ASK_EXPERIENCE_CONSENT if is_unshared else Remedy.ASK_ABOUT_TERM
    return Answer(None, term_gap(person, need), remedy)
