"""Addresses of this app inside a municipality."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("projects.planning.urls")),
    path("", include("projects.proposals.urls")),
    path("", include("projects.requests.urls")),
    path("", include("projects.writing.urls")),
    path("", include("projects.candidates.urls")),
    path("", include("projects.calls.urls")),
    path("", include("projects.ending.urls")),
    path("", include("projects.feasibility.urls")),
    path("", include("projects.panels.urls")),
    path("", include("projects.gaps.urls")),
    path("", include("projects.season.urls")),
    path("", include("projects.fairness.urls")),
]
