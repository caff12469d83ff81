from projects.matching.composition import Member, Trait, composition, coverage, covered_terms, tally
from projects.matching.reasons import Code, Reason
from projects.matching.values import TermKind
from tests.projects.matching.people import CHAIRING, DEMENTIA, WRITING, a_person, a_request, must, wish


def perspective(value: str) -> Trait:
    return Trait("perspective", value, is_counted_only=False)


def area(value: str) -> Trait:
    return Trait("area", value, is_counted_only=False)


UNDER_FORTY = Trait("age_band", "under_40", is_counted_only=True)


def a_member(person_id: str, *traits: Trait, covers: tuple[int, ...] = ()) -> Member:
    return Member(person_id, frozenset(traits), frozenset(covers))


def test_a_candidate_who_brings_something_new_is_told_to_be_the_first() -> None:
    chosen = [
        a_member("a", perspective("own"), area("north"), covers=(WRITING,)),
        a_member("b", perspective("own"), area("south"), covers=(WRITING,)),
    ]
    candidate = a_member("c", perspective("next_of_kin"), area("south"), covers=(WRITING, DEMENTIA))

    assert composition(chosen, candidate) == (
        Reason.of(Code.ADDS_TO, category="area", value="south", count=2),
        Reason.of(Code.FIRST_OF, category="perspective", value="next_of_kin"),
        Reason.of(Code.FIRST_COVERING, term=DEMENTIA),
    )


def test_a_candidate_like_all_the_others_is_told_so() -> None:
    chosen = [a_member("a", area("north")), a_member("b", area("north"))]

    assert composition(chosen, a_member("c", area("north"))) == (
        Reason.of(Code.SAME_AS_ALL, category="area", value="north", count=3),
    )


def test_somebody_already_chosen_is_told_what_the_group_would_lose() -> None:
    kin = a_member("a", perspective("next_of_kin"), covers=(DEMENTIA, WRITING))
    other = a_member("b", perspective("own"), covers=(WRITING,))

    assert composition([kin, other], kin) == (
        Reason.of(Code.ONLY_OF, category="perspective", value="next_of_kin"),
        Reason.of(Code.ONLY_COVERING, term=DEMENTIA),
    )


def test_the_first_of_all_is_not_told_to_be_the_first_of_anything() -> None:
    first = a_member("a", perspective("own"), covers=(WRITING,))

    assert composition([], first) == composition([first], first) == ()


def test_what_is_counted_only_is_told_of_the_group_and_never_of_one() -> None:
    chosen = [a_member("a", UNDER_FORTY, area("north")), a_member("b", area("south"))]

    told = composition(chosen, a_member("c", UNDER_FORTY, area("west")))

    assert told == (Reason.of(Code.FIRST_OF, category="area", value="west"),)
    assert tally(chosen, a_request())[0] == Reason.of(
        Code.GROUP_HAS, category="age_band", value="under_40", count=1
    )


def test_the_group_so_far_is_told_in_counts_also_where_nobody_covers() -> None:
    chosen = [
        a_member("a", area("north"), covers=(WRITING,)),
        a_member("b", area("north"), covers=(WRITING,)),
    ]

    assert tally(chosen, a_request(must(WRITING), wish(CHAIRING))) == (
        Reason.of(Code.GROUP_HAS, category="area", value="north", count=2),
        Reason.of(Code.GROUP_COVERS, term=WRITING, count=2),
        Reason.of(Code.GROUP_COVERS, term=CHAIRING, count=0),
    )


def test_covered_terms_are_those_met_at_the_level_and_under_consent() -> None:
    request = a_request(must(WRITING, 2), must(CHAIRING, 3), wish(DEMENTIA, kind=TermKind.EXPERIENCE))
    levels = {WRITING: 2, CHAIRING: 2, DEMENTIA: 1}

    assert covered_terms(a_person(levels), request) == {WRITING, DEMENTIA}
    assert covered_terms(a_person(levels, has_experience_consent=False), request) == {WRITING}


def test_the_group_has_and_lacks_need_by_need() -> None:
    request = a_request(must(DEMENTIA), wish(WRITING), must(CHAIRING), seats=3)
    chosen = [a_member("a", covers=(DEMENTIA, WRITING)), a_member("b", covers=(DEMENTIA,))]

    rows = coverage(chosen, request)

    assert [(row.need.term, row.have, row.wanted, row.lacking) for row in rows] == [
        (DEMENTIA, 2, 3, 1),
        (WRITING, 1, 1, 0),
        (CHAIRING, 0, 3, 3),
    ]


def test_more_than_enough_lacks_nothing() -> None:
    request = a_request(wish(WRITING), seats=1)
    chosen = [a_member(name, covers=(WRITING,)) for name in "abc"]

    assert [row.lacking for row in coverage(chosen, request)] == [0]
