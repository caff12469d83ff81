"""Addresses of asks to managers."""

from django.urls import path

from participation.support import views

urlpatterns = [
    path("asks/", views.ask_list, name="ask_list"),
    path("asks/new/", views.ask_create, name="ask_create"),
    path("asks/<slug:ask_id>/", views.ask_detail, name="ask_detail"),
    path("asks/<slug:ask_id>/answer/", views.ask_answer, name="ask_answer"),
    path("asks/<slug:ask_id>/followed/", views.ask_follow, name="ask_follow"),
    path(
        "asks/<slug:ask_id>/followed/<slug:ask_line_id>/", views.ask_followed_edit, name="ask_followed_edit"
    ),
    path(
        "asks/<slug:ask_id>/followed/<slug:ask_line_id>/delete/",
        views.ask_followed_delete,
        name="ask_followed_delete",
    ),
]
