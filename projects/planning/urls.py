"""Addresses of projects."""

from django.urls import path

from projects.planning import views

urlpatterns = [
    path("projects/", views.project_list, name="project_list"),
    path("projects/new/", views.project_create, name="project_create"),
    path("projects/<slug:project_id>/", views.project_detail, name="project_detail"),
    path("projects/<slug:project_id>/edit/", views.project_edit, name="project_edit"),
    path("projects/<slug:project_id>/move/", views.project_move, name="project_move"),
    path("projects/<slug:project_id>/move/undo/", views.project_move_undo, name="project_move_undo"),
    path("projects/<slug:project_id>/plan/", views.plan_edit, name="plan_edit"),
]
