"""A job whose worker is lost is tried again, not for ever, and never written over by the worker that came back."""

import pytest

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from tests.cast import AT

State = Job.State


@pytest.fixture
def job(municipality, alice, monkeypatch):
    monkeypatch.setattr(jobs, "_HANDLERS", {})
    return jobs.enqueue(kind="count", key="one", municipality=municipality, payload={}, by=alice, at=AT)


def test_a_job_that_kills_its_worker_every_time_is_parked(job):
    def die(job, progress):
        raise SystemExit

    jobs._HANDLERS["count"] = die
    at = AT
    for _attempt in range(jobs.MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            jobs.run(job.pk, at=at)
        at += jobs.LEASE * 2

    assert jobs.run(job.pk, at=at) is False
    job.refresh_from_db()
    assert (job.state, job.failure, job.attempts) == (State.PARKED, "WorkerLost", jobs.MOST_ATTEMPTS)
    assert job.is_ended


def test_a_worker_whose_lease_ran_out_writes_nothing_over_the_next(job):
    def slow(row, progress):
        # Its lease runs out while it works, and another worker takes the job up and does it.
        jobs._HANDLERS["count"] = lambda row, progress: {"by": "second"}
        jobs.run(job.pk, at=AT + jobs.LEASE * 2)
        progress(1, 5)
        return {"by": "first"}

    jobs._HANDLERS["count"] = slow
    jobs.run(job.pk, at=AT)

    job.refresh_from_db()
    assert (job.state, job.result, job.total) == (State.DONE, {"by": "second"}, 0)
