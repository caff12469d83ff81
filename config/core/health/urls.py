"""Addresses of the health checks."""

from django.urls import path

from config.core.health import views

urlpatterns = [
    path("live", views.live, name="health_live"),
    path("ready", views.ready, name="health_ready"),
]
