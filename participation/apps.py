"""The participation app: what its rooms register with the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from config.core.ui import navigation

        navigation.register(navigation.Item(_("Start"), "home_open", icon="House", order=0))
