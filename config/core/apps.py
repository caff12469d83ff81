"""The ground floor as a Django app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "config.core"
    label = "core"
    verbose_name = "Ground floor"

    def ready(self) -> None:
        # The task app must be known before any task is called, with or without a worker.
        import config.celery  # noqa: F401
        from config.core.accounts.messages import ACCOUNT_NOTICE
        from config.core.outbox import kinds

        kinds.register(ACCOUNT_NOTICE)
