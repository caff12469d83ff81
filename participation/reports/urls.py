"""Addresses of reports."""

from django.urls import path

from participation.reports import file_views, survey_views, views
from participation.reports.files import KINDS

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/lessons/", views.lesson_list, name="lesson_list"),
    path("reports/survey/", survey_views.survey_open, name="survey_open"),
    path("reports/survey/csv/", survey_views.survey_file, {"key": "csv"}, name="survey_csv"),
    path("reports/survey/sheet/", survey_views.survey_file, {"key": "sheet"}, name="survey_sheet"),
    path("reports/new/", views.report_make, name="report_make"),
    path("reports/<slug:report_id>/", views.report_detail, name="report_detail"),
    *(
        path(f"reports/<slug:report_id>/{key}/", file_views.report_file, {"key": key}, name=kind.url_name)
        for key, kind in KINDS.items()
    ),
    path("reports/<slug:report_id>/figures/<slug:key>/", views.report_records, name="report_records"),
]
