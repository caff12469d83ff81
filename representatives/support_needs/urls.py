"""Addresses of what a person needs."""

from django.urls import path

from representatives.support_needs import views

urlpatterns = [
    path("people/<slug:representative_id>/support-needs/", views.support_need_list, name="support_need_list"),
    path(
        "people/<slug:representative_id>/support-needs/new/", views.support_need_add, name="support_need_add"
    ),
    path(
        "people/<slug:representative_id>/support-needs/<slug:support_need_id>/drop/",
        views.support_need_drop,
        name="support_need_drop",
    ),
]
