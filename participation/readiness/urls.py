"""Addresses of readiness."""

from django.urls import path

from participation.readiness import views

urlpatterns = [
    path("readiness/", views.readiness_list, name="readiness_list"),
    path("readiness/new/", views.readiness_create, name="readiness_create"),
    path("readiness/<slug:readiness_id>/", views.readiness_detail, name="readiness_detail"),
    path(
        "readiness/<slug:readiness_id>/<slug:readiness_question>/",
        views.readiness_step_add,
        name="readiness_step_add",
    ),
    path(
        "readiness-steps/<slug:readiness_step_id>/done/",
        views.readiness_step_done,
        name="readiness_step_done",
    ),
    path(
        "readiness-steps/<slug:readiness_step_id>/reopen/",
        views.readiness_step_reopen,
        name="readiness_step_reopen",
    ),
]
