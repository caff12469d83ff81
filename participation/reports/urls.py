"""Addresses of reports."""

from django.urls import path

from participation.reports import file_views, views
from participation.reports.files import KINDS

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/lessons/", views.lesson_list, name="lesson_list"),
    path("reports/new/", views.report_make, name="report_make"),
    path("reports/<slug:report_id>/", views.report_detail, name="report_detail"),
    *(
        path(f"reports/<slug:report_id>/{key}/", file_views.report_file, {"key": key}, name=kind.url_name)
        for key, kind in KINDS.items()
    ),
    path("reports/<slug:report_id>/figures/<slug:key>/", views.report_records, name="report_records"),
]
