"""The clock's side of jobs."""

from celery import shared_task
from django.utils import timezone

from config.core.jobs import services
from config.core.jobs.models import Job


@shared_task(name="jobs.run")
def run_job(*, job_id: int) -> bool:
    """Does one job, if nobody else has it."""
    return services.run(job_id, at=timezone.now())


@shared_task(name="jobs.sweep")
def sweep() -> int:
    """Each minute: does what a lost ring or a killed worker left behind. Returns how many."""
    waiting = list(Job.objects.due(timezone.now()).values_list("pk", flat=True)[:50])
    return sum(services.run(pk, at=timezone.now()) for pk in waiting)
