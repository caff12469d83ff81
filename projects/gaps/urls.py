"""Addresses of the gap view."""

from django.urls import path

from projects.gaps import views

urlpatterns = [
    path("gaps/", views.gap_list, name="gap_list"),
    path("gaps/file/", views.gap_file, name="gap_file"),
    path("gaps/requests/", views.gap_requests, name="gap_requests"),
    path("gaps/<slug:term_id>/", views.gap_detail, name="gap_detail"),
]
