"""Addresses of closing a meeting."""

from django.urls import path

from participation.closing import views

urlpatterns = [
    path("meetings/<slug:meeting_id>/close/", views.meeting_close, name="meeting_close"),
    path("meetings/<slug:meeting_id>/correct/", views.meeting_correct, name="meeting_correct"),
]
