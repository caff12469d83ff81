"""Addresses of requests."""

from django.urls import path

from projects.requests import views

urlpatterns = [
    path("projects/<slug:project_id>/requests/new/", views.request_create, name="request_create"),
    path("requests/<slug:request_id>/", views.request_detail, name="request_detail"),
    path("requests/<slug:request_id>/edit/", views.request_edit, name="request_edit"),
    path("requests/<slug:request_id>/preview/", views.request_preview, name="request_preview"),
    path("requests/<slug:request_id>/open/", views.request_open, name="request_open"),
    path("requests/<slug:request_id>/cancel/", views.request_cancel, name="request_cancel"),
    path("requests/<slug:request_id>/terms/new/", views.request_term_add, name="request_term_add"),
    path(
        "requests/<slug:request_id>/terms/<slug:term_id>/remove/",
        views.request_term_remove,
        name="request_term_remove",
    ),
]
