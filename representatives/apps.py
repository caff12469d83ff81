"""The representatives app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepresentativesConfig(AppConfig):
    name = "representatives"

    def ready(self) -> None:
        from config.core.access.permissions import Permission
        from config.core.jobs import services as jobs
        from config.core.ui.navigation import Item, register
        from representatives.consent import receivers  # noqa: F401  # importing connects
        from representatives.spreadsheets import storing
        from representatives.spreadsheets.services import JOB_KIND

        jobs.register(JOB_KIND, storing.run)
        register(
            Item(_("Representatives"), "representative_list", Permission.REGISTRY_READ, "PersonGroup", 20)
        )
