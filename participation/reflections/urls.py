"""Addresses of reflections."""

from django.urls import path

from participation.reflections import going_views, views

urlpatterns = [
    path("reflections/", views.reflection_list, name="reflection_list"),
    path("reflections/new/", going_views.reflection_create, name="reflection_create"),
    path("reflections/<slug:reflection_id>/", views.reflection_detail, name="reflection_detail"),
    path("reflections/<slug:reflection_id>/ask/", views.reflection_ask, name="reflection_ask"),
    path("reflections/<slug:reflection_id>/invite/", going_views.reflection_invite, name="reflection_invite"),
    path("reflections/<slug:reflection_id>/done/", going_views.reflection_done, name="reflection_done"),
    path("reflections/<slug:reflection_id>/open/", going_views.reflection_open, name="reflection_open"),
    path("reflections/<slug:reflection_id>/settle/", going_views.reflection_settle, name="reflection_settle"),
    path(
        "reflections/<slug:reflection_id>/write/<slug:question>/",
        going_views.reflection_write,
        name="reflection_write",
    ),
]
