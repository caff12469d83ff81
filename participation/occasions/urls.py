"""Addresses of the facilitator's year."""

from django.urls import path

from participation.occasions import views

urlpatterns = [
    path("year/", views.year_open, name="year_open"),
    path("year/recurring/", views.occasion_list, name="occasion_list"),
    path("year/recurring/<slug:occasion_id>/drop/", views.occasion_drop, name="occasion_drop"),
]
