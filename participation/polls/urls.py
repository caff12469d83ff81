"""Addresses of asking which day suits."""

from django.urls import path

from participation.polls import views

urlpatterns = [
    path("polls/", views.poll_list, name="poll_list"),
    path("polls/new/", views.poll_create, name="poll_create"),
    path("polls/<slug:poll_id>/", views.poll_detail, name="poll_detail"),
    path("polls/<slug:poll_id>/close/", views.poll_close, name="poll_close"),
    path("polls/<slug:poll_id>/choose/<slug:poll_date_id>/", views.poll_choose, name="poll_choose"),
    path("polls/<slug:poll_id>/answers/<slug:poll_voice_id>/", views.poll_record, name="poll_record"),
]
