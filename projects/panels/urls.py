"""Addresses of draws and of the table of the population."""

from django.urls import path

from projects.panels import population_views, views

urlpatterns = [
    path("requests/<slug:request_id>/panels/", views.panel_list, name="panel_list"),
    path("requests/<slug:request_id>/panels/start/", views.panel_start, name="panel_start"),
    path("panels/<slug:panel_id>/", views.panel_detail, name="panel_detail"),
    path("panels/<slug:panel_id>/edit/", views.panel_edit, name="panel_edit"),
    path("panels/<slug:panel_id>/check/", views.panel_check, name="panel_check"),
    path("panels/<slug:panel_id>/suggest/", views.panel_suggest, name="panel_suggest"),
    path("panels/<slug:panel_id>/publish/", views.panel_publish, name="panel_publish"),
    path("panels/<slug:panel_id>/stop/", views.panel_stop, name="panel_stop"),
    path("panels/<slug:panel_id>/replace/", views.panel_replace, name="panel_replace"),
    path("panels/<slug:panel_id>/record/", views.panel_record, name="panel_record"),
    path("panels/<slug:panel_id>/record.pdf", views.panel_pdf, name="panel_pdf"),
    path("panels/<slug:panel_id>/quotas.csv", views.panel_quotas_csv, name="panel_quotas_csv"),
    path("panels/<slug:panel_id>/people.csv", views.panel_people_csv, name="panel_people_csv"),
    path("population/", population_views.population_list, name="population_list"),
    path("population/add/", population_views.population_add, name="population_add"),
    path("population/upload/", population_views.population_upload, name="population_upload"),
    path(
        "population/<slug:population_share_id>/remove/",
        population_views.population_remove,
        name="population_remove",
    ),
]
