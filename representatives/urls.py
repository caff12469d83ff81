"""Addresses of this app inside a municipality."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("representatives.consent.urls")),
    path("", include("representatives.registry.urls")),
    path("", include("representatives.spreadsheets.urls")),
]
