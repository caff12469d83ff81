"""Addresses of engagement."""

from django.urls import path

from participation.engagement import views

urlpatterns = [
    path("engagement/", views.engagement_list, name="engagement_list"),
    path("engagement/about-me/", views.professional_own, name="professional_own"),
    path("engagement/units/<slug:unit_id>/", views.engagement_unit, name="engagement_unit"),
    path("engagement/units/<slug:unit_id>/step/", views.step_set, name="step_set"),
    path("engagement/people/new/", views.professional_create, name="professional_create"),
    path("engagement/people/<slug:professional_id>/", views.professional_detail, name="professional_detail"),
    path("engagement/people/<slug:professional_id>/edit/", views.professional_edit, name="professional_edit"),
    path("engagement/people/<slug:professional_id>/facts/", views.fact_record, name="fact_record"),
]
