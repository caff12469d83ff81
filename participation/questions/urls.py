"""Addresses of questions inside a municipality."""

from django.urls import path

from participation.questions import views

urlpatterns = [
    path("questions/", views.question_list, name="question_list"),
    path("invitations/<slug:invitation_id>/questions/", views.question_thread, name="question_thread"),
]
