"""The representatives app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepresentativesConfig(AppConfig):
    name = "representatives"

    def ready(self) -> None:
        from config.core.access.permissions import Permission
        from config.core.jobs import services as jobs
        from config.core.privacy import keeping
        from config.core.ui.navigation import Item, register
        from representatives.consent import receivers  # noqa: F401  # importing connects
        from representatives.spreadsheets import services as spreadsheets
        from representatives.spreadsheets import storing

        jobs.register(spreadsheets.JOB_KIND, storing.run)
        keeping.register("import drafts", spreadsheets.forget_expired)
        register(
            Item(_("Representatives"), "representative_list", Permission.REGISTRY_READ, "PersonGroup", 20)
        )
