"""The projects app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from config.core.access.permissions import Permission
        from config.core.privacy import keeping
        from config.core.ui.navigation import Item, register
        from projects import keeping as projects_keeping
        from projects import uses as projects_uses
        from projects.gaps.people import groups
        from projects.requests import receivers  # noqa: F401  # importing connects
        from projects.requests.queries import titles
        from representatives.catalogue import uses
        from representatives.registry import narrowing, sections
        from representatives.spreadsheets import built

        sections.register_titles("requests", titles)
        for group in groups():
            narrowing.register(group)
        for kind, rule in projects_keeping.RULES.items():
            keeping.register(kind, rule)
        uses.register(*projects_uses.USES)
        built.call("projects.Choice", _("choices for a project"))
        register(Item(_("Projects"), "project_list", Permission.PROJECTS_READ, "Folder", 30))
        register(Item(_("Gaps"), "gap_list", Permission.GAPS_READ, "PuzzlePiece", 21))
