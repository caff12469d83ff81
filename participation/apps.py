"""The participation app: what its rooms register with the ground floor."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"
