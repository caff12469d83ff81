"""Addresses of this app that need no sign-in: the answer page."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
