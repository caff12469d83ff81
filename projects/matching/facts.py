"""What is said of one person for one request: what fits, what is missing, rest and load, what to know first.

Without consent to it, nobody's lived experience is hinted at: the facts are the same with it and without.
"""

from projects.matching.reasons import Code, Reason, codes
from projects.matching.values import Importance, Need, Person, Request, TermKind


def fits(person: Person, request: Request) -> tuple[Reason, ...]:
    """Met musts and wishes in the order of the request, then the practical musts that are known to be met."""
    terms = [
        Reason.of(_of(need, Code.MUST_MET, Code.WISH_MET), term=need.term, level=person.counted_level(need))
        for need in request.needs
        if person.counted_level(need) >= need.level
    ]
    met, total = musts_met(person, request)
    summary = [Reason.of(Code.MUSTS_MET, met=met, total=total)] if met else []
    return (*summary, *terms, *_practical_fits(person, request))


def gaps(person: Person, request: Request) -> tuple[Reason, ...]:
    """Needs that are not met or not known, in the order of the request, then what the profile leaves open."""
    terms = [term_gap(person, need) for need in request.needs if person.counted_level(need) < need.level]
    return (*terms, *_practical_gaps(person, request), *_staleness(person))


def rest(person: Person) -> tuple[Reason, ...]:
    """How long since the last assignment, and how often the person was asked without being chosen."""
    months = person.months_of_rest
    rested = Reason.of(Code.NEVER_ASSIGNED) if months is None else Reason.of(Code.RESTED, months=months)
    count = person.passed_over_twelve_months
    return (rested, Reason.of(Code.PASSED_OVER, count=count)) if count else (rested,)


def load(person: Person) -> tuple[Reason, ...]:
    """What runs now, how often the person was asked in six months, and when last."""
    running, asks, last = person.running_assignments, person.asks_six_months, person.last_asked_on
    return (
        Reason.of(Code.RUNNING, count=running) if running else Reason.of(Code.NOTHING_RUNNING),
        *((Reason.of(Code.ASKED, count=asks),) if asks else ()),
        Reason.of(Code.LAST_ASKED, on=last) if last else Reason.of(Code.NEVER_ASKED),
    )


def notes(person: Person) -> tuple[Reason, ...]:
    """What to know before asking: that the person is reached through the facilitator only."""
    return (Reason.of(Code.MEDIATED_ONLY),) if person.is_mediated_only else ()


def musts_met(person: Person, request: Request) -> tuple[int, int]:
    """How many musts are met at the level asked for, and how many there are."""
    musts = request.musts
    return sum(person.counted_level(need) >= need.level for need in musts), len(musts)


def term_gap(person: Person, need: Need) -> Reason:
    """Why `need` is not met: below the level asked for, not shared without consent, or not in the profile."""
    level = person.counted_level(need)
    if level:
        below = _of(need, Code.MUST_BELOW, Code.WISH_BELOW)
        return Reason.of(below, term=need.term, level=level, asked=need.level)
    if need.kind is TermKind.EXPERIENCE and not person.has_experience_consent:
        return Reason.of(_of(need, Code.MUST_NOT_SHARED, Code.WISH_NOT_SHARED), term=need.term)
    return Reason.of(_of(need, Code.MUST_LACKING, Code.WISH_LACKING), term=need.term)


def _of(need: Need, must: Code, wish: Code) -> Code:
    return must if need.importance is Importance.MUST else wish


def _practical_fits(person: Person, request: Request) -> list[Reason]:
    found = []
    if request.must_languages and request.must_languages <= person.languages:
        found.append(Reason.of(Code.LANGUAGES_MET, languages=codes(request.must_languages)))
    if request.must_meeting_forms and request.must_meeting_forms <= person.meeting_forms:
        found.append(Reason.of(Code.MEETING_FORMS_MET, meeting_forms=codes(request.must_meeting_forms)))
    if person.area is not None and person.area in request.must_areas:
        found.append(Reason.of(Code.AREA_MET, area=person.area))
    return found


def _practical_gaps(person: Person, request: Request) -> list[Reason]:
    """An empty field, a stale one that says no, or a fresh no of somebody chosen in spite of it."""
    found = []
    is_stale = person.is_stale
    if languages := request.must_languages - person.languages:
        known = Code.LANGUAGES_OUTDATED if is_stale else Code.LANGUAGES_LACKING
        code = known if person.languages else Code.LANGUAGES_EMPTY
        found.append(Reason.of(code, languages=codes(languages)))
    if forms := request.must_meeting_forms - person.meeting_forms:
        known = Code.MEETING_FORMS_OUTDATED if is_stale else Code.MEETING_FORMS_LACKING
        code = known if person.meeting_forms else Code.MEETING_FORMS_EMPTY
        found.append(Reason.of(code, meeting_forms=codes(forms)))
    areas = codes(request.must_areas)
    if areas and person.area is None:
        found.append(Reason.of(Code.AREA_EMPTY, areas=areas))
    elif areas and person.area is not None and person.area not in request.must_areas:
        code = Code.AREA_OUTDATED if is_stale else Code.AREA_ELSEWHERE
        found.append(Reason.of(code, area=person.area, areas=areas))
    return found


def _staleness(person: Person) -> tuple[Reason, ...]:
    if not person.is_stale:
        return ()
    if person.last_confirmed_on is None:
        return (Reason.of(Code.PROFILE_UNCONFIRMED),)
    return (Reason.of(Code.PROFILE_STALE, confirmed_on=person.last_confirmed_on),)
