"""The job that makes a plan: read, compare, solve, keep. It can be cancelled at any step, and within the solving."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from config.core.jobs.models import Job
from projects.matching.allocation.greedy import one_by_one
from projects.matching.allocation.planning import planned
from projects.matching.solving.watch import Stopped
from projects.season import services
from projects.season.models import SeasonPlan
from projects.season.network import season

STEPS = 3
MOST_SECONDS = 60.0
Progress = Callable[[int, int], None]


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Makes the plan named in the job; a plan that is cancelled meanwhile leaves nothing behind."""
    plan = SeasonPlan.objects.select_related("municipality").get(public_id=job.payload["plan"])
    is_kept = make(plan=plan, at=timezone.now(), progress=progress)
    return {"url": reverse("season_detail", args=[plan.municipality.slug])} if is_kept else {}


def make(*, plan: SeasonPlan, at: datetime, progress: Progress) -> bool:
    """Makes a plan of the network as it is at `at`; False when it was cancelled before it was kept."""
    if services.is_cancelled(plan):
        return False
    progress(0, STEPS)
    asked = season(municipality=plan.municipality, at=at)
    progress(1, STEPS)
    try:
        found = planned(
            asked.question, seconds=MOST_SECONDS, should_stop=partial(services.is_cancelled, plan)
        )
    except Stopped:
        return False
    progress(2, STEPS)
    alone = one_by_one(asked.question)
    is_kept = services.keep(plan=plan, season=asked, found=found, one_by_one=alone, at=at)
    progress(STEPS, STEPS)
    return is_kept
