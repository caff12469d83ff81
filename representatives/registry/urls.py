"""Addresses of the registry."""

from django.urls import path

from representatives.registry import views

urlpatterns = [
    path("people/", views.representative_list, name="representative_list"),
    path("people/new/", views.representative_create, name="representative_create"),
    path("people/<slug:representative_id>/", views.representative_detail, name="representative_detail"),
    path("people/<slug:representative_id>/edit/", views.representative_edit, name="representative_edit"),
    path("people/<slug:representative_id>/move/", views.representative_move, name="representative_move"),
    path(
        "people/<slug:representative_id>/confirm/",
        views.representative_confirm,
        name="representative_confirm",
    ),
    path("people/<slug:representative_id>/no-gos/new/", views.no_go_add, name="no_go_add"),
    path("people/<slug:representative_id>/no-gos/<slug:no_go_id>/drop/", views.no_go_drop, name="no_go_drop"),
    path("people/<slug:representative_id>/skills/new/", views.skill_add, name="skill_add"),
    path("people/<slug:representative_id>/terms/<slug:kept_id>/drop/", views.term_drop, name="term_drop"),
]
