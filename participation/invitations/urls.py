"""Addresses of invitations inside a municipality."""

from django.urls import path

from participation.invitations import views

urlpatterns = [
    path("requests/<slug:request_id>/invitations/", views.invitation_round, name="invitation_round"),
    path("requests/<slug:request_id>/invitations/review/", views.invitation_review, name="invitation_review"),
    path(
        "requests/<slug:request_id>/invitations/send/", views.invitation_send_all, name="invitation_send_all"
    ),
    path("invitations/", views.invitation_list, name="invitation_list"),
    path("invitations/not-asked/", views.invitation_unasked, name="invitation_unasked"),
    path("invitations/<slug:invitation_id>/", views.invitation_detail, name="invitation_detail"),
    path("invitations/<slug:invitation_id>/send/", views.invitation_send, name="invitation_send"),
    path(
        "invitations/<slug:invitation_id>/send-again/",
        views.invitation_send_again,
        name="invitation_send_again",
    ),
    path("invitations/<slug:invitation_id>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<slug:invitation_id>/answers/new/", views.answer_record, name="answer_record"),
]
