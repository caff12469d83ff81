"""Saying when a person can: what is kept, its audit line, and what is refused."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from config.core.audit.models import AuditEvent
from representatives.availability import queries, services
from representatives.availability.models import DayException, WeeklyTime
from representatives.availability.words import plain
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative

MORNINGS = {(0, "morning"), (2, "morning")}
TODAY = AT.date()


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def _say(person, week=MORNINGS, until=None, **given):
    return services.say(representative=person, week=week, until=until, by=None, at=AT, **given)


def _days(person, first, last, **given):
    return services.add_days(representative=person, from_on=first, to_on=last, by=None, at=AT, **given)


def test_a_week_is_kept_and_asked_by_day_and_part(paula):
    assert queries.is_available(paula, date(2026, 3, 2), "morning") is None
    assert _say(paula) == ["week"]

    assert queries.is_available(paula, date(2026, 3, 2), "morning") is True
    assert queries.is_available(paula, date(2026, 3, 3), "morning") is False
    line = AuditEvent.objects.get(kind="availability.said")
    assert (line.subject_id, line.fields) == (paula.public_id, ["week"])


def test_the_same_again_changes_nothing_and_leaves_no_line(paula):
    _say(paula)
    before = set(WeeklyTime.objects.values_list("pk", flat=True))

    assert _say(paula) == []
    assert set(WeeklyTime.objects.values_list("pk", flat=True)) == before
    assert AuditEvent.objects.filter(kind="availability.said").count() == 1


def test_the_note_goes_with_it_and_none_leaves_it(paula):
    _say(paula, note="Ikke i ferien")
    _say(paula, week={(1, "evening")})
    paula.refresh_from_db()

    assert paula.availability == "Ikke i ferien"
    assert queries.pattern_of(paula).week == {(1, "evening")}


@pytest.mark.parametrize(
    ("week", "until"), [({(7, "morning")}, None), ({(0, "night")}, None), (set(), TODAY - timedelta(days=1))]
)
def test_what_is_no_week_and_a_day_that_has_passed_are_refused(paula, week, until):
    with pytest.raises(services.CannotSay):
        _say(paula, week=week, until=until)
    assert not WeeklyTime.objects.exists()


def test_days_that_are_otherwise_are_kept_once_and_taken_away(paula):
    first = _days(paula, TODAY, TODAY + timedelta(days=3))

    assert _days(paula, TODAY, TODAY + timedelta(days=3)) == first
    assert queries.is_available(paula, TODAY, "morning") is False
    services.drop_days(days=first, by=None, at=AT)
    assert queries.is_available(paula, TODAY, "morning") is None
    assert AuditEvent.objects.filter(kind__in=["days.added", "days.dropped"]).count() == 2


@pytest.mark.parametrize(("first", "last"), [(3, 1), (-9, -2)], ids=["the wrong order", "passed"])
def test_days_in_the_wrong_order_or_passed_are_refused(paula, first, last):
    with pytest.raises(services.CannotSay):
        _days(paula, TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    assert not DayException.objects.exists()


def test_there_is_an_end_to_how_many_days_are_kept(paula, monkeypatch):
    monkeypatch.setattr(services, "MOST_DAYS", 1)
    _days(paula, TODAY, TODAY)

    with pytest.raises(services.CannotSay):
        _days(paula, TODAY + timedelta(days=1), TODAY + timedelta(days=1))


def test_a_person_who_leaves_takes_it_along(paula):
    _say(paula, until=TODAY + timedelta(days=30))
    _days(paula, TODAY, TODAY)
    registry.move(representative=paula, to="left", by=None, at=AT)
    paula.refresh_from_db()

    assert not WeeklyTime.objects.exists()
    assert not DayException.objects.exists()
    assert paula.available_until is None
    with pytest.raises(services.CannotSay):
        _say(paula)


def test_days_are_forgotten_a_month_after_they_passed(paula):
    _days(paula, TODAY, TODAY)

    assert services.forget_old(AT + timedelta(days=30)) == 0
    assert services.forget_old(AT + timedelta(days=31)) == 1
    assert services.forget_old(AT + timedelta(days=31)) == 0


def test_it_is_told_in_words(paula):
    _say(paula, until=date(2026, 12, 24))
    _days(paula, date(2026, 7, 1), date(2026, 7, 14))
    _days(paula, date(2026, 5, 1), date(2026, 5, 1), is_available=True)
    paula.refresh_from_db()
    with translation.override("en"):
        text = plain(queries.pattern_of(paula), TODAY)

    assert text.startswith("Mondays and Wednesdays before noon; can on ")
    assert "away from " in text
    assert "until " in text


@pytest.mark.parametrize(
    ("days", "parts", "text"),
    [
        (range(5), ("morning",), "Weekdays before noon"),
        (range(7), ("morning", "afternoon", "evening"), "Every day all day"),
        ((1,), ("afternoon", "evening"), "Tuesdays in the afternoon and in the evening"),
    ],
)
def test_many_days_have_short_words(paula, days, parts, text):
    _say(paula, week={(day, part) for day in days for part in parts})

    with translation.override("en"):
        assert plain(queries.pattern_of(paula), TODAY) == text


@pytest.mark.django_db(transaction=True)
def test_two_who_say_the_same_at_once_keep_it_once(municipality):
    paula = make_representative(municipality)
    at_once(lambda: _say(paula), lambda: _say(paula))

    assert WeeklyTime.objects.count() == 2
