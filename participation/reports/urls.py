"""Addresses of reports."""

from django.urls import path

from participation.reports import draft_views, file_views, rhythm_views, survey_views, views
from participation.reports.files import KINDS

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/lessons/", views.lesson_list, name="lesson_list"),
    path("reports/survey/", survey_views.survey_open, name="survey_open"),
    path("reports/survey/csv/", survey_views.survey_file, {"key": "csv"}, name="survey_csv"),
    path("reports/survey/sheet/", survey_views.survey_file, {"key": "sheet"}, name="survey_sheet"),
    path("reports/new/", views.report_make, name="report_make"),
    path("reports/verify/", draft_views.report_verify, name="report_verify"),
    path("reports/rhythm/", rhythm_views.report_rhythm_list, name="report_rhythm_list"),
    path(
        "reports/rhythm/<slug:report_rhythm_id>/drop/",
        rhythm_views.report_rhythm_drop,
        name="report_rhythm_drop",
    ),
    path("reports/<slug:report_id>/", views.report_detail, name="report_detail"),
    path("reports/<slug:report_id>/words/", draft_views.report_write, name="report_write"),
    path("reports/<slug:report_id>/freeze/", draft_views.report_freeze, name="report_freeze"),
    path("reports/<slug:report_id>/recount/", draft_views.report_recount, name="report_recount"),
    path("reports/<slug:report_id>/discard/", draft_views.report_discard, name="report_discard"),
    path("reports/<slug:report_id>/share/", draft_views.report_share, name="report_share"),
    path("reports/<slug:report_id>/correct/", draft_views.report_correct, name="report_correct"),
    *(
        path(f"reports/<slug:report_id>/{key}/", file_views.report_file, {"key": key}, name=kind.url_name)
        for key, kind in KINDS.items()
    ),
    path("reports/<slug:report_id>/figures/<slug:key>/", views.report_records, name="report_records"),
]
