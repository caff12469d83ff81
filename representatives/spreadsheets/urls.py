"""Addresses of the import."""

from django.urls import path

from representatives.spreadsheets import views

urlpatterns = [
    path("import/", views.import_start, name="import_start"),
    path("import/<slug:draft_id>/confirm/", views.import_confirm, name="import_confirm"),
    path("import/<slug:draft_id>/discard/", views.import_discard, name="import_discard"),
    path("import/progress/<slug:job_id>/", views.import_progress, name="import_progress"),
]
