"""Addresses of reports."""

from django.urls import path

from participation.reports import views

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/lessons/", views.lesson_list, name="lesson_list"),
    path("reports/new/", views.report_make, name="report_make"),
    path("reports/<slug:report_id>/", views.report_detail, name="report_detail"),
    path("reports/<slug:report_id>/pdf/", views.report_pdf, name="report_pdf"),
    path("reports/<slug:report_id>/figures/<slug:key>/", views.report_records, name="report_records"),
]
