"""What requests do when their project is cancelled: they are called off with it."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from projects.planning.models import Project
from projects.requests import services
from projects.signals import project_cancelled


@receiver(project_cancelled)
def cancel_requests(sender: Any, project: Project, by: Any, at: datetime, **more: Any) -> None:
    """Calls off every request of the project."""
    services.cancel_with_project(project=project, by=by, at=at)
