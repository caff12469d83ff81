"""A conflict is recorded and ended, never another municipality's, and is gone three years after it is over."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role, Unit
from config.core.privacy import keeping
from representatives.conflicts import services
from representatives.conflicts.models import Conflict
from representatives.erasure import services as erasure
from representatives.erasure.models import Erasure
from representatives.freshness.queries import kept_kinds
from representatives.registry import services as registry
from tests.cast import AT, make_user
from tests.make.people import make_representative

DAY = timedelta(days=1)
TODAY = AT.date()


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def record(paula, **given) -> Conflict:
    usual: dict[str, Any] = {"kind": "work", "since": TODAY, "by": None, "at": AT}
    return services.record(representative=paula, **(usual | given))


def test_it_is_recorded_with_who_and_when_and_a_line_without_its_words(paula, unit, alice):
    conflict = record(paula, unit=unit, by=alice, note="Jobbet her til i fjor.", until=TODAY + 9 * DAY)

    assert (conflict.about, conflict.recorded_by, conflict.recorded_at) == (unit.name, alice, AT)
    line = AuditEvent.objects.get(kind="conflict.recorded")
    assert (line.subject_id, line.object_id) == (paula.public_id, conflict.public_id)
    assert "Jobbet" not in str(AuditEvent.objects.values())
    assert "Hvor du står for nær til å bli spurt" in [str(kind) for kind in kept_kinds(paula)]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [(0, None, [0, 1, 99]), (0, 1, [0, 1]), (1, None, [1, 99]), (-9, 0, [0])],
)
def test_it_holds_from_the_first_day_to_the_end_of_the_last(paula, unit, since, until, days):
    last = None if until is None else TODAY + until * DAY
    conflict = record(paula, unit=unit, since=TODAY + since * DAY, until=last)

    for number in (0, 1, 99):
        day = TODAY + number * DAY
        assert conflict.is_in_force(day) is (number in days)
        assert Conflict.objects.in_force(day).exists() is (number in days)
        assert conflict.is_over(day) is (last is not None and day > last)


def test_it_is_ended_once_and_kept(paula, unit, alice):
    conflict = record(paula, unit=unit)
    services.end(conflict=conflict, by=alice, at=AT + DAY)

    assert (conflict.ended_by, conflict.ended_at) == (alice, AT + DAY)
    assert conflict.is_over(TODAY)
    assert not Conflict.objects.in_force(TODAY).exists()
    with pytest.raises(services.CannotEnd):
        services.end(conflict=conflict, by=None, at=AT + 2 * DAY)
    assert AuditEvent.objects.filter(kind="conflict.ended").count() == 1


def test_what_cannot_be_is_refused_and_leaves_nothing(paula, unit, pia, bob, other_municipality):
    theirs = Unit.objects.create(municipality=other_municipality, name="Fremmed")
    stranger = make_user("Fredrik", other_municipality, Role.PROFESSIONAL)
    refused = (
        {},
        {"unit": unit, "person": pia},
        {"unit": theirs},
        {"person": stranger},
        {"person": bob},
        {"unit": unit, "until": TODAY - DAY},
        {"unit": unit, "since": TODAY + 2 * DAY, "until": TODAY + DAY},
    )
    for given in refused:
        with pytest.raises(services.CannotRecord):
            record(paula, **given)

    assert not Conflict.objects.exists()
    assert not AuditEvent.objects.filter(kind="conflict.recorded").exists()


def test_the_same_is_recorded_once_until_it_is_ended(paula, unit):
    first = record(paula, unit=unit)
    record(paula, unit=unit, kind="own_case")
    with pytest.raises(services.CannotRecord, match="skrevet opp fra før"):
        record(paula, unit=unit)

    services.end(conflict=first, by=None, at=AT)
    record(paula, unit=unit)
    assert Conflict.objects.open().count() == 2


def test_it_ends_when_the_person_leaves_and_none_is_recorded_then(paula, unit):
    conflict = record(paula, unit=unit)
    registry.move(representative=paula, to="left", by=None, at=AT + DAY)

    conflict.refresh_from_db()
    assert conflict.ended_at == AT + DAY
    paula.refresh_from_db()
    with pytest.raises(services.CannotRecord):
        record(paula, unit=unit)


def test_it_goes_with_the_erased_person_and_with_the_account_that_it_names(paula, unit, pia, municipality):
    record(paula, unit=unit)
    other = make_representative(municipality, "Ola Andre")
    record(other, person=pia)
    registry.add_no_go(representative=other, person=pia, by=None, at=AT)

    erasure.erase(representative=paula, why=Erasure.Why.ASKED, by=None, at=AT)
    assert [one.representative for one in Conflict.objects.all()] == [other]
    pia.delete()
    assert not Conflict.objects.exists()
    assert not other.no_gos.exists()


def test_three_years_after_it_is_over_it_is_gone(paula, unit, pia):
    ended = record(paula, unit=unit)
    services.end(conflict=ended, by=None, at=AT)
    record(paula, person=pia, until=TODAY)
    standing = record(paula, unit=unit, since=date(2010, 1, 1))
    limit = AT + 3 * 365 * DAY

    assert keeping.keep(at=limit - DAY)["representatives.Conflict"] == 0
    assert keeping.keep(at=limit + DAY)["representatives.Conflict"] == 2
    assert list(Conflict.objects.all()) == [standing]
