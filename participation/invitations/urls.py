"""Addresses of invitations inside a municipality."""

from django.urls import path

from participation.invitations import policy_views, views

urlpatterns = [
    path("requests/<slug:request_id>/invitations/", views.invitation_round, name="invitation_round"),
    path(
        "requests/<slug:request_id>/invitations/promote/",
        views.invitation_promote_next,
        name="invitation_promote_next",
    ),
    path("asking-policy/", policy_views.asking_policy, name="asking_policy"),
    path("asking-policy/edit/", policy_views.asking_policy_edit, name="asking_policy_edit"),
    path("invitations/", views.invitation_list, name="invitation_list"),
    path("invitations/not-asked/", views.invitation_unasked, name="invitation_unasked"),
    path("invitations/<slug:invitation_id>/", views.invitation_detail, name="invitation_detail"),
    path("invitations/<slug:invitation_id>/send/", views.invitation_send, name="invitation_send"),
    path(
        "invitations/<slug:invitation_id>/send-again/",
        views.invitation_send_again,
        name="invitation_send_again",
    ),
    path("invitations/<slug:invitation_id>/promote/", views.invitation_promote, name="invitation_promote"),
    path("invitations/<slug:invitation_id>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<slug:invitation_id>/answers/new/", views.answer_record, name="answer_record"),
    path("invitations/<slug:invitation_id>/answers/check/", views.answer_check, name="answer_check"),
]
