"""The ground floor as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "config.core"
    label = "core"
    verbose_name = "Ground floor"

    def ready(self) -> None:
        # The task app must be known before any task is called, with or without a worker.
        import config.celery  # noqa: F401
        from config.core.access.permissions import Permission
        from config.core.accounts import receivers  # noqa: F401  # importing connects
        from config.core.accounts import services as accounts
        from config.core.accounts.messages import ACCOUNT_NOTICE
        from config.core.health import startup
        from config.core.jobs import services as jobs
        from config.core.outbox import kinds
        from config.core.outbox import services as outbox
        from config.core.privacy import keeping
        from config.core.ui import navigation

        keeping.register("jobs", jobs.forget_old)
        keeping.register("messages", outbox.forget_old)
        keeping.register("sessions", accounts.forget_expired_sessions)
        keeping.register("tokens", accounts.forget_expired_tokens)

        startup.log_to_standard_error()
        kinds.register(ACCOUNT_NOTICE)
        for item in (
            navigation.Item(
                _("People with a role"), "member_list", Permission.MEMBERS_MANAGE, "KeyHorizontal", 910
            ),
            navigation.Item(_("Units"), "unit_list", Permission.SETTINGS_MANAGE, "Buildings3", 920),
            navigation.Item(
                _("Name and coat of arms"), "look_edit", Permission.SETTINGS_MANAGE, "Palette", 925
            ),
            navigation.Item(_("Access log"), "event_list", Permission.ACCESS_LOG_READ, "Glasses", 930),
            navigation.Item(_("Outbox"), "message_list", Permission.OUTBOX_READ, "Paperplane", 950),
        ):
            navigation.register(item)
