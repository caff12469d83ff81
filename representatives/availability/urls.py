"""Addresses of when a person can."""

from django.urls import path

from representatives.availability import views

urlpatterns = [
    path(
        "people/<slug:representative_id>/availability/", views.availability_detail, name="availability_detail"
    ),
    path(
        "people/<slug:representative_id>/availability/days/new/",
        views.availability_day_add,
        name="availability_day_add",
    ),
    path(
        "people/<slug:representative_id>/availability/days/<slug:day_exception_id>/drop/",
        views.availability_day_drop,
        name="availability_day_drop",
    ),
]
