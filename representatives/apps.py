"""The representatives app: what its rooms register with the ground floor."""

from django.apps import AppConfig


class RepresentativesConfig(AppConfig):
    name = "representatives"

    def ready(self) -> None:
        from representatives.consent import receivers  # noqa: F401  # importing connects
