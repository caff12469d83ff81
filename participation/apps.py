"""The participation app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from config.core.access.permissions import Permission as May
        from config.core.outbox import kinds
        from config.core.ui import navigation
        from config.core.ui.navigation import Item
        from participation.support.messages import ASK_ANSWERED, ASK_MADE

        navigation.register(navigation.Item(_("Start"), "home_open", icon="House", order=0))
        navigation.register(Item(_("Engagement"), "engagement_list", May.ENGAGEMENT_READ, "TrendUp", 80))
        navigation.register(Item(_("Asks to managers"), "ask_list", May.SUPPORT_READ, "Handshake", 85))
        navigation.register(Item(_("Reflections"), "reflection_list", May.REFLECTIONS_READ, "Chat2", 88))
        navigation.register(Item(_("Reports"), "report_list", May.REPORTS_READ, "BarChart", 90))
        navigation.register(
            Item(_("What is held about me"), "professional_own", May.ENGAGEMENT_OWN, "PersonCircle", 950)
        )
        kinds.register(ASK_MADE)
        kinds.register(ASK_ANSWERED)
