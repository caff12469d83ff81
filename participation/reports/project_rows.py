"""The rows that the close-out of one project counts from."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from participation.reports.rows import Rows
from projects.planning.models import Project


@dataclass(frozen=True)
class ProjectRows(Rows):
    """Rows of the project's unit, narrowed to the project. Asks are a unit's, and belong to no project."""

    project: Project

    def within(self, path: str) -> Q:
        found = super().within(path)
        if path == "project__unit" or path.endswith("__project__unit"):
            found &= Q(**{path.removesuffix("__unit"): self.project.pk})
        return found

    def projects(self) -> Any:
        return super().projects().filter(pk=self.project.pk)

    def involving_projects(self) -> Any:
        return super().involving_projects().filter(pk=self.project.pk)

    def asks(self) -> Any:
        return super().asks().none()
