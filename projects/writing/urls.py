"""Addresses of writing a request."""

from django.urls import path

from projects.writing import guide, need_views, views

urlpatterns = [
    path("needs/new/", need_views.need_start, name="need_start"),
    path("sharpening/", views.request_sharpen_list, name="request_sharpen_list"),
    path("projects/<slug:project_id>/requests/guide/", guide.guide_start, name="guide_start"),
    path("projects/<slug:project_id>/requests/copy/", views.request_copy_all, name="request_copy_all"),
    path("requests/<slug:request_id>/guide/<slug:step>/", guide.guide_step, name="guide_step"),
    path("requests/<slug:request_id>/notes/", views.request_note_list, name="request_note_list"),
    path("requests/<slug:request_id>/pen/", views.request_pen_take, name="request_pen_take"),
    path("requests/<slug:request_id>/copy/", views.request_copy, name="request_copy"),
]
