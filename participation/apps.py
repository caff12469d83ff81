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
        navigation.register(
            navigation.Item(
                _("Invitations"), "invitation_list", Permission.INVITATIONS_READ, "EnvelopeClosed", 40
            )
        )
        from participation.contributions.messages import CONTRIBUTION_TOLD

        kinds.register(CONTRIBUTION_TOLD)
        for item in (
            navigation.Item(_("Start"), "home_open", icon="House", order=0),
            navigation.Item(_("Meetings"), "meeting_list", Permission.MEETINGS_READ, "Calendar", 50),
            navigation.Item(
                _("Promises"), "contribution_list", Permission.CONTRIBUTIONS_READ, "ChatElipsis", 60
            ),
            navigation.Item(_("Rates and claims"), "claim_list", Permission.CLAIMS_READ, "Wallet", 70),
        ):
            navigation.register(item)
