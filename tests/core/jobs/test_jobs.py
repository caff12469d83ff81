"""Long work is done once, by one worker, and is tried again until it is parked."""

from datetime import timedelta

import pytest

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from tests.cast import AT

State = Job.State


@pytest.fixture
def handlers(monkeypatch):
    """The registered handlers, for this test only."""
    own: dict = {}
    monkeypatch.setattr(jobs, "_HANDLERS", own)
    return own


@pytest.fixture
def enqueue(municipality, alice):
    def enqueued(key: str = "one", kind: str = "count") -> Job:
        return jobs.enqueue(kind=kind, key=key, municipality=municipality, payload={"to": 3}, by=alice, at=AT)

    return enqueued


def test_the_same_key_is_one_job(enqueue):
    assert enqueue("one") == enqueue("one")
    assert Job.objects.count() == 1


def test_a_job_is_done_once_and_keeps_its_progress_and_result(handlers, enqueue):
    def count(job, progress):
        for number in range(job.payload["to"]):
            progress(number + 1, job.payload["to"])
        return {"counted": job.payload["to"]}

    handlers["count"] = count
    job = enqueue()

    assert jobs.run(job.pk, at=AT) is True
    assert jobs.run(job.pk, at=AT) is False
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (State.DONE, 3, 3, {"counted": 3})
    assert job.is_ended


def test_a_job_under_way_is_left_alone_until_its_lease_is_out(handlers, enqueue):
    ran = []
    handlers["count"] = lambda job, progress: ran.append(job.pk) or {}
    job = enqueue()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, lease_until=AT + jobs.LEASE)

    assert jobs.run(job.pk, at=AT + timedelta(seconds=60)) is False
    assert jobs.run(job.pk, at=AT + jobs.LEASE + timedelta(seconds=1)) is True
    assert ran == [job.pk]


def test_a_job_that_fails_is_tried_later_and_parked_after_five(handlers, enqueue):
    def fail(job, progress):
        raise ValueError("Alma, 22 22 22 22")

    handlers["count"] = fail
    job, at = enqueue(), AT
    for attempt in range(1, jobs.MOST_ATTEMPTS + 1):
        assert jobs.run(job.pk, at=at) is True
        job.refresh_from_db()
        assert (job.attempts, job.failure) == (attempt, "ValueError")
        assert job.not_before > at
        at = job.not_before

    assert job.state == State.PARKED
    assert job.is_ended
    assert jobs.run(job.pk, at=at + timedelta(days=30)) is False


def test_a_job_is_seen_by_whoever_asked_for_it(enqueue, alice, adam, charlie):
    job = enqueue()

    assert job in Job.objects.visible_to(alice)
    assert job not in Job.objects.visible_to(adam)
    assert job not in Job.objects.visible_to(charlie)
