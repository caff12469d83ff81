"""The participation app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from config.core.access.permissions import Permission
        from config.core.outbox import kinds
        from config.core.ui import navigation
        from participation import receivers  # noqa: F401  # importing connects
        from participation.invitations import tasks  # noqa: F401  # importing makes the task known to the worker
        from participation.invitations.messages import INVITATION_ASKED

        kinds.register(INVITATION_ASKED)
        navigation.register(navigation.Item(_("Start"), "home_open", icon="House", order=0))
        navigation.register(
            navigation.Item(
                _("Invitations"), "invitation_list", Permission.INVITATIONS_READ, "EnvelopeClosed", 40
            )
        )
