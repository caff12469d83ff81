"""Addresses of the season."""

from django.urls import path

from projects.season import views

urlpatterns = [
    path("season/", views.season_detail, name="season_detail"),
    path("season/make/", views.season_make, name="season_make"),
    path("season/<slug:season_plan_id>/cancel/", views.season_cancel, name="season_cancel"),
    path("season/seats/<slug:season_seat_id>/take/", views.season_seat_take, name="season_seat_take"),
    path("season/seats/<slug:season_seat_id>/skip/", views.season_seat_skip, name="season_seat_skip"),
    path(
        "season/seats/<slug:season_seat_id>/put-back/",
        views.season_seat_put_back,
        name="season_seat_put_back",
    ),
]
