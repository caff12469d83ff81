"""Addresses of the comparison: before those of reports, whose ids are any word."""

from django.urls import path

from participation.comparison import views

urlpatterns = [
    path("reports/compare/", views.compare_trend, name="compare_trend"),
    path("reports/compare/plans/", views.compare_plans, name="compare_plans"),
    path("reports/compare/others/", views.compare_others, name="compare_others"),
    path("reports/compare/sharing/", views.sharing_open, name="sharing_open"),
    path("reports/compare/sharing/withdraw/", views.sharing_withdraw, name="sharing_withdraw"),
]
