"""The projects app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from config.core.access.permissions import Permission
        from config.core.ui.navigation import Item, register
        from projects.requests import receivers  # noqa: F401  # importing connects
        from projects.requests.queries import titles
        from representatives.registry import sections

        sections.register_titles("requests", titles)
        register(Item(_("Projects"), "project_list", Permission.PROJECTS_READ, "Folder", 30))
