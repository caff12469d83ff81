"""Addresses of letters on paper inside a municipality."""

from django.urls import path

from participation.paper import views

urlpatterns = [
    path("invitations/code/", views.invitation_by_code, name="invitation_by_code"),
    path("requests/<slug:request_id>/invitations/paper/", views.paper_round, name="paper_round"),
    path("requests/<slug:request_id>/invitations/paper/make/", views.paper_make, name="paper_make"),
    path(
        "requests/<slug:request_id>/invitations/paper/print/", views.paper_round_pdf, name="paper_round_pdf"
    ),
    path(
        "requests/<slug:request_id>/invitations/paper/posted/",
        views.paper_round_post,
        name="paper_round_post",
    ),
    path("paper-letters/<slug:paper_letter_id>/print/", views.paper_letter_pdf, name="paper_letter_pdf"),
    path("paper-letters/<slug:paper_letter_id>/posted/", views.paper_letter_post, name="paper_letter_post"),
]
