"""Addresses of the fairness watch."""

from django.urls import path

from projects.fairness import views

urlpatterns = [
    path("fairness/", views.fairness_watch, name="fairness_watch"),
    path("fairness/file/", views.fairness_file, name="fairness_file"),
    path("fairness/people/", views.fairness_people, name="fairness_people"),
    path("fairness/overrides/", views.fairness_overrides, name="fairness_overrides"),
]
