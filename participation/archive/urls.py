"""Addresses of the archive."""

from django.urls import path

from participation.archive import views

urlpatterns = [
    path("archive/", views.archive_open, name="archive_open"),
    path("archive/mandates/<slug:request_id>/", views.archive_mandate, name="archive_mandate"),
    path("archive/appointments/<slug:assignment_id>/", views.archive_appointment, name="archive_appointment"),
    path("archive/reports/<slug:report_id>/", views.archive_report, name="archive_report"),
]
