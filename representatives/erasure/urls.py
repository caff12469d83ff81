"""Addresses of erasing a person."""

from django.urls import path

from representatives.erasure import views

urlpatterns = [
    path("people/<slug:representative_id>/own-data/", views.own_data_show, name="own_data_show"),
    path(
        "people/<slug:representative_id>/own-data/pdf/",
        views.own_data_download,
        {"shape": "pdf"},
        name="own_data_download",
    ),
    path(
        "people/<slug:representative_id>/own-data/json/",
        views.own_data_download,
        {"shape": "json"},
        name="own_data_json",
    ),
    path("erasures/", views.erasure_list, name="erasure_list"),
    path("people/<slug:representative_id>/erase/", views.representative_erase, name="representative_erase"),
]
