"""The chain, link by link."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from participation.contributions import saying, services
from participation.contributions.models import Change, Effect, Response
from tests.cast import make_user
from tests.make.chain import make_contribution, make_meeting, make_professional, make_project, make_unit
from tests.participation.seats import LATER

TODAY = LATER.date()
DAY = date(2026, 3, 10)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(project, assignment=paula, owner=owner)


def _say(project, owner, **more):
    fields: Any = {"text": " Too long. ", "said_on": DAY, "by": None, "at": LATER} | more
    return saying.say(project=project, owner=owner, **fields)


def _respond(said, answer="adopted", reason="We will do it.", on=TODAY, by=None):
    return services.respond(contribution=said, answer=answer, reason=reason, answered_on=on, by=by, at=LATER)


def _change(said, **more):
    fields: Any = {
        "text": "Two pages.",
        "kind": "information",
        "attribution": "decisive",
        "changed_on": TODAY,
    } | more
    return services.change(contribution=said, by=None, at=LATER, **fields)


def test_what_was_said_has_an_owner_and_a_day(project, paula, owner, alice):
    said = _say(project, owner, assignment=paula, by=alice)

    assert (said.text, said.owner, said.due_on) == ("Too long.", owner, DAY + timedelta(days=30))
    event = AuditEvent.objects.get(kind="contribution.said")
    assert (event.object_id, event.subject_id) == (said.public_id, paula.representative.public_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  "},
        {"owner": None},
        {"said_on": TOMORROW},
        {"due_on": DAY - timedelta(days=1)},
    ],
)
def test_what_cannot_be_written_down(project, owner, wrong):
    with pytest.raises(saying.CannotSay):
        _say(project, **({"owner": owner} | wrong))


def test_people_meetings_and_owners_of_another_place_are_refused(
    project, unit, other_municipality, paula, owner
):
    another = make_project(unit, title="Another")
    stranger = make_professional(make_unit(other_municipality, "Elsewhere"))

    with pytest.raises(saying.CannotSay, match="another project"):
        _say(project, owner, meeting=make_meeting(another))
    with pytest.raises(saying.CannotSay, match="no assignment"):
        _say(another, owner, assignment=paula)
    with pytest.raises(saying.CannotSay, match="another municipality"):
        _say(project, stranger)


def test_a_promise_is_handed_over(said, unit):
    another = make_professional(unit, "Odd Overtar")

    services.hand_over(contribution=said, owner=another, due_on=TOMORROW, by=None, at=LATER)

    said.refresh_from_db()
    assert (said.owner, said.due_on) == (another, TOMORROW)
    with pytest.raises(saying.CannotSay):
        services.hand_over(contribution=said, owner=None, due_on=TOMORROW, by=None, at=LATER)
    with pytest.raises(saying.CannotSay):
        services.hand_over(contribution=said, owner=another, due_on=DAY - timedelta(1), by=None, at=LATER)


def test_an_answer_has_a_reason_and_one_who_gave_it(said, pia):
    response = _respond(said, by=pia)

    assert (response.reason, response.by) == ("We will do it.", pia)
    assert AuditEvent.objects.get(kind="contribution.answered").purpose == "adopted"
    with pytest.raises(services.CannotAnswer, match="reason"):
        _respond(said, reason="  ")


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), TOMORROW])
def test_an_answer_is_given_after_it_was_said_and_not_tomorrow(said, day):
    with pytest.raises(services.CannotAnswer):
        _respond(said, on=day)


def test_a_later_answer_holds_and_the_same_again_is_no_news(said):
    first = _respond(said, "parked", "Not this year.")
    assert _respond(said, "parked", "Not this year.") == first

    _respond(said, "adopted", "There is money after all.")

    assert list(Response.objects.values_list("answer", flat=True)) == ["parked", "adopted"]


def test_a_decision_has_a_forum(said):
    fields: Any = {"text": "New letter.", "forum": "Leaders", "decided_on": TODAY, "by": None, "at": LATER}
    decision = services.decide(contribution=said, reference="14/26", **fields)

    assert (decision.forum, decision.reference) == ("Leaders", "14/26")
    assert services.decide(contribution=said, reference="14/26", **fields) == decision
    with pytest.raises(services.CannotRecord):
        services.decide(contribution=said, **(fields | {"decided_on": TOMORROW}))
    with pytest.raises(services.CannotRecord):
        services.decide(contribution=said, **(fields | {"decided_on": DAY - timedelta(1)}))


def test_a_change_is_as_firm_as_its_evidence(said):
    change = _change(said, evidence_level=3, unintended="Two call more.")

    assert (change.evidence_level, change.unintended) == (3, "Two call more.")
    assert _change(said) == change
    with pytest.raises(services.CannotRecord, match="measured"):
        _change(said, text="Another.", evidence_level=4)


def test_a_measured_effect_lets_a_claim_be_firmer(said):
    change = _change(said)
    with pytest.raises(services.CannotRecord, match="effect first"):
        services.weigh(change=change, evidence_level=4, by=None, at=LATER)
    services.measure(change=change, not_measured_because="Too early.", by=None, at=LATER)
    with pytest.raises(services.CannotRecord):
        services.weigh(change=change, evidence_level=4, by=None, at=LATER)

    services.measure(
        change=change, indicator="Calls a week", before="40", after="22", measured_on=TODAY, by=None, at=LATER
    )
    services.weigh(change=change, evidence_level=4, by=None, at=LATER)

    assert Change.objects.get().evidence_level == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"indicator": "Calls", "after": "22", "measured_on": TODAY, "not_measured_because": "Too early."},
        {"indicator": "Calls", "measured_on": TODAY},
        {"indicator": "Calls", "after": "22"},
        {"indicator": "Calls", "after": "22", "measured_on": TOMORROW},
    ],
)
def test_an_effect_is_measured_or_says_why_not(said, wrong):
    with pytest.raises(services.CannotRecord):
        services.measure(change=_change(said), by=None, at=LATER, **wrong)
    assert not Effect.objects.exists()


def test_the_manager_of_another_unit_sees_nothing(said, municipality, uma):
    elsewhere = make_user("Una", municipality, Role.UNIT_MANAGER, make_unit(municipality, "Skole"))

    assert type(said).objects.visible_to(uma).get() == said
    assert not type(said).objects.visible_to(elsewhere).exists()
