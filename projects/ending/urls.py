"""Addresses of ending a request, and of taking that back."""

from django.urls import path

from projects.ending import views

urlpatterns = [
    path("requests/<slug:request_id>/end/", views.request_end, name="request_end"),
    path("requests/<slug:request_id>/reopen/", views.request_reopen, name="request_reopen"),
]
