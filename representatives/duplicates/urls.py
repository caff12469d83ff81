"""Addresses of profiles that may be one person."""

from django.urls import path

from representatives.duplicates import views

urlpatterns = [
    path("people/duplicates/", views.duplicate_list, name="duplicate_list"),
    path(
        "people/<slug:representative_id>/same/<slug:double_id>/",
        views.duplicate_merge,
        name="duplicate_merge",
    ),
    path(
        "people/<slug:representative_id>/same/<slug:double_id>/apart/",
        views.duplicate_apart,
        name="duplicate_apart",
    ),
    path("people/duplicates/<slug:merge_id>/undo/", views.merge_undo, name="merge_undo"),
]
