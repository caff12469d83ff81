"""Addresses of reflections."""

from django.urls import path

from participation.reflections import views

urlpatterns = [
    path("reflections/", views.reflection_list, name="reflection_list"),
    path("reflections/new/", views.reflection_create, name="reflection_create"),
    path("reflections/<slug:reflection_id>/", views.reflection_detail, name="reflection_detail"),
]
