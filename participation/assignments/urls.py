"""Addresses of assignments."""

from django.urls import path

from participation.assignments import views

urlpatterns = [
    path("assignments/", views.assignment_list, name="assignment_list"),
    path("assignments/<slug:assignment_id>/", views.assignment_detail, name="assignment_detail"),
    path("assignments/<slug:assignment_id>/end/", views.assignment_end, name="assignment_end"),
]
