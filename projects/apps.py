"""The projects app: what its rooms register with the ground floor."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
