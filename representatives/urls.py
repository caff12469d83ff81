"""Addresses of this app inside a municipality."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("representatives.availability.urls")),
    path("", include("representatives.catalogue.urls")),
    path("", include("representatives.conflicts.urls")),
    path("", include("representatives.consent.urls")),
    path("", include("representatives.erasure.urls")),
    path("", include("representatives.freshness.urls")),
    path("", include("representatives.interests.urls")),
    path("", include("representatives.onboarding.urls")),
    path("", include("representatives.recruitment.urls")),
    path("", include("representatives.proxies.urls")),
    path("", include("representatives.duplicates.urls")),
    path("", include("representatives.registry.urls")),
    path("", include("representatives.selfservice.urls")),
    path("", include("representatives.spreadsheets.urls")),
    path("", include("representatives.support_needs.urls")),
    path("", include("representatives.visibility.urls")),
]
