"""Addresses of this app inside a municipality."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("projects.planning.urls")),
    path("", include("projects.requests.urls")),
    path("", include("projects.candidates.urls")),
    path("", include("projects.gaps.urls")),
]
