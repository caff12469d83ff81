"""Putting long work aside and doing it: enqueue, claim, run."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from config.core.jobs.models import Job, JobQuerySet

log = structlog.get_logger()
State = Job.State

LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 5
BACK_OFF = timedelta(seconds=30)
KEPT = timedelta(days=90)

Progress = Callable[[int, int], None]
Handler = Callable[[Job, Progress], dict[str, Any]]
_HANDLERS: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Called from an app's `apps.py`. A handler takes the job and `progress(done, total)`; its result is kept."""
    _HANDLERS[kind] = handler


def enqueue(*, kind: str, key: str, municipality: Any, payload: dict[str, Any], by: Any, at: datetime) -> Job:
    """Adds a job in the caller's transaction, once per `key`, and rings after commit."""
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "municipality": municipality,
            "payload": payload,
            "created_at": at,
            "not_before": at,
            "created_by": by,
        },
    )
    if created:

        def ring() -> None:
            from config.core.jobs.tasks import run_job

            run_job.delay(job_id=job.pk)

        transaction.on_commit(ring, robust=True)
    return job


def run(job_id: int, *, at: datetime) -> bool:
    """Claims a job if it is due and does it; False when another has it, or it is done.

    An attempt counts from the claim: a job that kills its worker is parked too, and not tried for ever.
    """
    due = Job.objects.due(at).filter(pk=job_id)
    if due.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.PARKED, failure="WorkerLost", lease_until=None, ended_at=at
    ):
        return False
    if not due.update(state=State.RUNNING, lease_until=at + LEASE, attempts=F("attempts") + 1):
        return False
    job = Job.objects.select_related("municipality", "created_by").get(pk=job_id)

    def progress(done: int, total: int) -> None:
        lease = timezone.now() + LEASE
        _held(job).update(done=done, total=total, lease_until=lease)

    try:
        result = _HANDLERS[job.kind](job, progress)
    except Exception as error:
        _failed(job, error, at)
    else:
        _held(job).update(
            state=State.DONE, result=result, lease_until=None, ended_at=timezone.now(), failure=""
        )
    return True


def _held(job: Job) -> JobQuerySet:
    """The job, if this worker still has it: one whose lease ran out must not write over who took it up."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, attempts=job.attempts)


def _failed(job: Job, error: Exception, at: datetime) -> None:
    attempts = job.attempts
    log.error("job.failed", job=job.public_id, kind=job.kind, error=type(error).__name__, attempts=attempts)
    parked = attempts >= MOST_ATTEMPTS
    _held(job).update(
        state=State.PARKED if parked else State.WAITING,
        failure=type(error).__name__,
        lease_until=None,
        not_before=at + BACK_OFF * 2**attempts,
        ended_at=at if parked else None,
    )


def forget_old(at: datetime) -> int:
    """Deletes jobs that ended ninety days ago."""
    return Job.objects.filter(ended_at__lt=at - KEPT).delete()[0]
