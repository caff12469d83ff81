"""Undoing a merge: to the last row, and only while it is honest."""

from datetime import timedelta

import pytest
from django.db import transaction

from config.core.audit.models import AuditEvent
from participation.models import Invitation
from representatives.availability.models import WeeklyTime
from representatives.consent import services as consent
from representatives.duplicates import services
from representatives.registry import services as registry
from representatives.registry.models import Representative, StateChange
from representatives.support_needs.models import SupportNeed
from representatives.turns import services as turns
from representatives.visibility.models import Visibility
from tests.cast import AT
from tests.make.people import make_representative, make_term
from tests.make.town import make_town
from tests.representatives.duplicates.twins import dump, make_twins

LATER = AT + timedelta(days=1)
State = Representative.State


@pytest.fixture
def twins(municipality):
    return make_twins(municipality, experience=((make_term(), "own"),), skills=(make_term("skill", "write"),))


def _merge(stays, goes, by, **more):
    return services.merge(stays=stays, goes=goes, by=by, at=more.pop("at", LATER), **more)


def _fresh(*people):
    rows = [Representative.objects.get(pk=person.pk) for person in people]
    return rows if len(rows) > 1 else rows[0]


def _fill(kari, double, municipality, unit, alice):
    """Rows of many rooms on both sides, some of them alike."""
    for person, audience in ((kari, "network"), (double, "facilitator")):
        common = {"municipality": municipality, "representative": person}
        Visibility.objects.create(field="phone", audience=audience, changed_at=AT, **common)
        SupportNeed.objects.create(
            kind=SupportNeed.Kind.values[0],
            text=f"Hjelp {person.pk}",
            purpose=SupportNeed.Purpose.values[0],
            added_at=AT,
            **common,
        )
        WeeklyTime.objects.create(weekday=1, part="morning", **common)
        registry.add_no_go(representative=person, unit=unit, by=alice, at=AT)
        turns.write(representative=person, kind="asked", at=AT, request_ref="r")
    registry.update(representative=double, changes={"area": "Nord", "note": "Ring"}, by=alice, at=AT)
    consent.withdraw(representative=double, purpose="experience", by=alice, at=AT)
    registry.move(representative=double, to="resting", by=alice, at=AT)


def test_undoing_gives_the_same_rows(twins, municipality, unit, alice):
    kari, double = twins
    _fill(kari, double, municipality, unit, alice)
    before = dump(kari, double)

    merged = _merge(kari, double, alice, choices={"email": "goes"})
    assert dump(kari, double) != before
    services.undo(merge=merged, by=alice, at=LATER + timedelta(days=29))

    assert dump(kari, double) == before
    assert AuditEvent.objects.filter(kind="merge.undone").count() == 2
    merged.refresh_from_db()
    assert merged.undone_at and str(merged.before) == ""


def test_undoing_gives_the_chain_of_the_rooms_above_back(municipality, unit, alice):
    town = make_town(municipality, unit, "Merke", by=alice)
    goes, stays = town.rows["representative"], make_representative(municipality, "Merkine Merkesen")
    before = dump(stays, goes)
    at = town.rows["request"].created_at + timedelta(hours=1)

    merged = _merge(stays, goes, alice, at=at)
    assert Invitation.objects.get(representative=stays)
    services.undo(merge=merged, by=alice, at=at)

    assert dump(stays, goes) == before


@pytest.mark.parametrize("what", ["field", "row", "twice", "late", "merged on"])
def test_an_undo_that_would_not_be_honest_is_refused(twins, municipality, alice, what):
    kari, double = twins
    merged, at = _merge(kari, double, alice), LATER + timedelta(days=1)
    if what == "field":
        registry.update(representative=kari, changes={"area": "Sør"}, by=alice, at=at)
    elif what == "row":
        turns.write(representative=kari, kind="asked", at=at, request_ref="r")
    elif what == "twice":
        services.undo(merge=merged, by=alice, at=at)
    elif what == "late":
        at = LATER + timedelta(days=31)
    else:
        _merge(make_representative(municipality, "Kari Nordman"), kari, alice, at=at)
    before = dump(kari, double)

    with pytest.raises(services.CannotUndo), transaction.atomic():
        services.undo(merge=merged, by=alice, at=at)
    assert dump(kari, double) == before


def test_after_thirty_days_nothing_of_the_other_profile_is_kept(twins, alice):
    kari, double = twins
    merged = _merge(kari, double, alice)

    assert services.end_undo(LATER + timedelta(days=30)) == 0
    assert services.end_undo(LATER + timedelta(days=30, minutes=1)) == 1
    assert services.end_undo(LATER + timedelta(days=31)) == 0

    merged.refresh_from_db()
    double = _fresh(double)
    assert str(merged.before) == ""
    assert (double.given_name, double.family_name, double.search_text) == ("", "", "")
    assert (double.name, double.merged_into) == ("En slettet person", kari)
    assert double.erased_at is not None


def test_a_step_of_a_merge_says_why_in_the_municipalitys_language(twins, alice):
    kari, double = twins
    _merge(kari, double, alice)

    step = StateChange.objects.get(representative=double, to_state="left")
    assert step.reason and step.by == alice
