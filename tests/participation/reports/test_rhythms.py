"""Reports that are drafted by themselves: on which days, over which period, once, and told to those who write."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.models import Report, ReportRhythm
from participation.reports import rhythms
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_unit


def _rhythm(every, day=10, month=8):
    return ReportRhythm(kind="yearly", every=every, day=day, month=month)


def _at(day):
    return datetime(day.year, day.month, day.day, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        ("year", date(2027, 1, 10), date(2026, 1, 1), date(2026, 12, 31)),
        ("tertial", date(2026, 5, 10), date(2026, 1, 1), date(2026, 4, 30)),
        ("tertial", date(2026, 9, 10), date(2026, 5, 1), date(2026, 8, 31)),
        ("tertial", date(2027, 1, 10), date(2026, 9, 1), date(2026, 12, 31)),
        ("budget", date(2026, 8, 10), date(2025, 8, 11), date(2026, 8, 10)),
    ],
)
def test_the_period_has_ended_when_its_draft_is_made(every, day, first, last):
    period = rhythms.period_on(_rhythm(every), day)

    assert rhythms.days_between(_rhythm(every), day, day) == [day]
    assert (period.start, period.end) == (first, last)


@given(
    st.sampled_from(["year", "tertial", "budget"]),
    st.integers(1, 28),
    st.integers(1, 12),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
)
def test_there_is_always_a_next_day_and_each_period_comes_once(every, day, month, today):
    rhythm = _rhythm(every, day, month)
    following = rhythms.next_day(rhythm, today)
    days = rhythms.days_between(rhythm, today, today + timedelta(days=3 * 366))

    assert following >= today
    periods = [rhythms.period_on(rhythm, one) for one in days]
    assert len(set(periods)) == len(periods)
    assert all(period.end <= one for period, one in zip(periods, days, strict=True))


@pytest.fixture
def yearly(municipality, alice):
    return rhythms.add(municipality=municipality, kind="yearly", every="year", by=alice, at=AT)


def test_the_draft_comes_once_on_its_day_with_a_letter_to_those_who_write(yearly, alice, bob):
    day = date(AT.year + 1, 1, 10)
    with travel(_at(day)):
        assert [rhythms.order_due(at=_at(day - timedelta(days=1))), rhythms.order_due(at=_at(day))] == [0, 1]
        assert rhythms.order_due(at=_at(day)) == 0
        assert jobs.run(Job.objects.get(kind=rhythms.JOB_KIND).pk, at=_at(day))

        report = Report.objects.get()
        letter = Message.objects.get(kind="report.drafted")
        assert kind_of(letter).still_allowed(letter)
        assert report.public_id in kind_of(letter).render(letter, True).text

    assert (report.state, report.kind, report.period_to) == ("draft", "yearly", date(AT.year, 12, 31))
    assert letter.recipient_id == alice.public_id
    assert (Job.objects.get().done, Job.objects.get().total) == (2, 2)


def test_a_day_that_was_missed_is_made_good_once_and_none_before_it_was_wanted(yearly):
    late = date(AT.year + 3, 2, 20)

    assert rhythms.order_due(at=AT) == 0
    assert rhythms.order_due(at=_at(late)) == 1
    assert Job.objects.get().payload["day"] == date(AT.year + 3, 1, 10).isoformat()


def test_a_job_that_is_done_again_makes_nothing_twice(yearly):
    day = date(AT.year + 1, 1, 10)
    with travel(_at(day)):
        rhythms.order_due(at=_at(day))
        job = Job.objects.get()
        rhythms.run(job, lambda done, total: None)
        rhythms.run(job, lambda done, total: None)

    assert Report.objects.count() == 1
    assert Message.objects.filter(kind="report.drafted").count() == 1


def test_one_that_was_taken_away_makes_nothing(yearly, alice):
    day = date(AT.year + 1, 1, 10)
    rhythms.order_due(at=_at(day))
    rhythms.drop(rhythm=yearly, by=alice, at=AT)

    assert rhythms.run(Job.objects.get(), lambda done, total: None) == {}
    assert not Report.objects.exists()


def test_wrong_ones_are_refused_in_a_sentence(yearly, municipality, other_municipality, unit, alice):
    for wrong in (
        {"kind": "yearly"},
        {"kind": "project"},
        {"kind": "unit"},
        {"kind": "senior", "unit": unit},
        {"kind": "unit", "unit": make_unit(other_municipality, "Fremmed")},
    ):
        with pytest.raises(rhythms.CannotRecur, match=r"\w"):
            rhythms.add(municipality=municipality, every="year", by=alice, at=AT, **wrong)
    assert ReportRhythm.objects.count() == 1


def test_it_is_added_and_taken_away_on_the_page_and_stands_in_the_year(municipality, alice, bob, client_of):
    client, page = client_of(alice), "/granvik/reports/rhythm/"
    given_day = {"kind": "yearly", "every": "year", "day": "12", "month": "1"}

    assert client.post(page, given_day | {"day": "31"}).status_code == 422
    assert client.post(page, given_day).status_code == 303
    rhythm = ReportRhythm.objects.get()
    assert "Årsrapport" in client.get(page).content.decode()
    assert "Årsrapport" in client.get("/granvik/year/").content.decode()
    assert client_of(bob).get(page).status_code == 403
    client.post(f"{page}{rhythm.public_id}/drop/")
    assert not ReportRhythm.objects.exists()


def test_the_same_over_the_api(municipality, unit, alice, bob, charlie, api_of):
    api, all_of_them = api_of(alice), "/api/v1/report-rhythms/"
    given_unit = {"kind": "unit", "unit": unit.public_id, "every": "tertial"}

    made = api.post(all_of_them, given_unit, format="json")
    assert made.status_code == 201
    assert api.post(all_of_them, given_unit, format="json").status_code == 409
    assert api_of(bob).get(all_of_them).status_code == 403
    own = f"{all_of_them}{made.json()['id']}/"
    assert api_of(charlie).delete(own).status_code == 404
    assert api.delete(own).status_code == 204


def test_the_database_refuses_bad_rows(yearly, municipality, unit):
    rows = ReportRhythm.objects.filter(pk=yearly.pk)
    assert_refused(lambda: rows.update(day=29), "report_rhythm_has_a_day")
    assert_refused(lambda: rows.update(month=0), "report_rhythm_has_a_month")
    assert_refused(lambda: rows.update(kind="project"), "report_rhythm_is_of_no_project")
    same = {"municipality": municipality, "kind": "yearly", "every": "year", "changed_at": AT}
    assert_refused(lambda: ReportRhythm.objects.create(**same), "report_rhythm_once")
    ReportRhythm.objects.create(unit=unit, **same)
    assert_refused(lambda: ReportRhythm.objects.create(unit=unit, **same), "report_rhythm_once_for_a_unit")
