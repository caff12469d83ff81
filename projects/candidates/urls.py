"""Addresses of candidates."""

from django.urls import path

from projects.candidates import views

urlpatterns = [
    path("requests/<slug:request_id>/close/", views.request_close, name="request_close"),
    path("requests/<slug:request_id>/candidates/", views.candidate_list, name="candidate_list"),
    path("requests/<slug:request_id>/candidates/why-not/", views.candidate_why_not, name="candidate_why_not"),
    path(
        "requests/<slug:request_id>/candidates/<slug:representative_id>/choose/",
        views.candidate_choose,
        name="candidate_choose",
    ),
    path(
        "requests/<slug:request_id>/candidates/<slug:representative_id>/take-back/",
        views.candidate_take_back,
        name="candidate_take_back",
    ),
]
