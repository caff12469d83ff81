"""The job that writes the letters of a call: some at a time, ended by a closing, and nobody twice."""

import pytest
from django.urls import reverse

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.outbox.models import Message
from projects.calls import announcing, services
from projects.calls.models import Call, Notice
from projects.models import Request
from tests.cast import AT
from tests.make.calls import LAST_DAY, fresh, make_call, make_listener, write_letters
from tests.make.people import make_representative
from tests.projects.wanted import make_open_request

PEOPLE = 7


@pytest.fixture
def call(municipality, monkeypatch):
    monkeypatch.setattr(announcing, "BATCH", 2)
    for number in range(PEOPLE):
        make_listener(municipality, f"Prøve Person{number}")
    made = make_call(make_open_request(municipality), is_open=False)
    services.publish(call=made, by=None, at=AT)
    return fresh(made)


def test_the_job_tells_how_far_it_has_come_and_run_again_it_writes_to_nobody(call):
    told = []

    first = announcing.announce(call=call, at=AT, progress=lambda done, total: told.append((done, total)))
    again = announcing.announce(call=call, at=AT)

    assert (first, again) == (PEOPLE, 0)
    assert told == [(0, 7), (2, 7), (4, 7), (6, 7), (7, 7)]
    assert Message.objects.count() == Notice.objects.count() == PEOPLE


def test_a_job_that_dies_on_the_way_goes_on_where_it_stopped(call):
    def dies(done, _total):
        if done == 4:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        announcing.announce(call=call, at=AT, progress=dies)

    assert Notice.objects.count() == 4
    assert write_letters(call) == PEOPLE - 4
    assert Message.objects.count() == PEOPLE


@pytest.mark.parametrize("why", ["closed", "request"])
def test_a_call_that_closes_meanwhile_writes_to_nobody_more(call, why):
    def closes(done, _total):
        if done == 2 and why == "closed":
            services.close(call=call, by=None, at=AT)
        elif done == 2:
            Request.objects.update(state="closed")

    assert announcing.announce(call=call, at=AT, progress=closes) == 2

    assert Message.objects.count() == 2


def test_opened_again_the_rest_are_told(call):
    services.close(call=call, by=None, at=AT)
    assert write_letters(call) == 0

    services.reopen(call=fresh(call), open_until=LAST_DAY, by=None, at=AT.replace(hour=15))

    assert Job.objects.count() == 2
    assert write_letters(call) == PEOPLE


def test_the_worker_finds_the_job_and_keeps_how_many(call, monkeypatch):
    monkeypatch.setattr(announcing.timezone, "now", lambda: AT)
    job = Job.objects.get()

    assert jobs.run(job.pk, at=AT)
    assert not jobs.run(job.pk, at=AT)

    job.refresh_from_db()
    assert (job.kind, job.state, job.result, job.done) == ("calls.announce", "done", {"letters": 7}, 7)
    assert fresh(call).letters == job
    assert not fresh(call).is_writing


def test_a_call_that_has_gone_with_its_request_writes_to_nobody(call):
    Call.objects.all().delete()
    job = Job.objects.get()

    assert jobs.run(job.pk, at=AT)

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {})
    assert not Message.objects.exists()


def test_the_page_tells_the_progress_and_asks_again(call, client_of, alice):
    path = reverse("call_detail", args=["granvik", call.public_id])
    Job.objects.update(state="running", done=3, total=7)
    client = client_of(alice)

    page = client.get(path)
    part = client.get(path, headers={"HX-Request": "true"})
    Job.objects.update(state="done", done=7)
    ended = client.get(path, headers={"HX-Request": "true"})

    assert page.headers["Refresh"] == "3"
    for answer in (page, part):
        assert "Brevene skrives" in answer.content.decode()
        assert "3 av 7" in answer.content.decode()
    assert "<main" not in part.content.decode()
    assert ended.headers["HX-Refresh"] == "true"
    assert "Refresh" not in client.get(path).headers


def test_letters_that_stopped_are_told_with_what_to_do(call, client_of, alice):
    Job.objects.update(state="parked")

    page = client_of(alice).get(reverse("call_detail", args=["granvik", call.public_id])).content.decode()

    assert "Ikke alle brevene ble skrevet" in page


def test_the_api_tells_the_progress(call, api_of, alice):
    Job.objects.update(state="running", done=3, total=7)

    told = api_of(alice).get(f"/api/v1/calls/{call.public_id}/").json()

    assert (told["is_writing"], told["letters_done"], told["letters_total"]) == (True, 3, 7)


def test_publishing_asks_the_same_number_of_questions_for_many(municipality, django_assert_max_num_queries):
    for number in range(30):
        make_listener(municipality, f"Prøve Person{number}")
    make_representative(municipality)
    made = make_call(make_open_request(municipality), is_open=False)

    with django_assert_max_num_queries(60):
        assert services.publish(call=made, by=None, at=AT) == 30

    assert Call.objects.get().state == "open"
    assert not Message.objects.exists()
