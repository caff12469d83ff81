"""Addresses of open calls and of interest in them."""

from django.urls import path

from projects.calls import own, reading_views, views

CALL, INTEREST = "calls/<slug:call_id>", "calls/<slug:call_id>/interest/<slug:interest_id>"

urlpatterns = [
    path("calls/", views.call_list, name="call_list"),
    path("requests/<slug:request_id>/call/", views.call_of_request, name="call_of_request"),
    path("requests/<slug:request_id>/call/new/", views.call_create, name="call_create"),
    path(f"{CALL}/", views.call_detail, name="call_detail"),
    path(f"{CALL}/edit/", views.call_edit, name="call_edit"),
    path(f"{CALL}/publish/", views.call_publish, name="call_publish"),
    path(f"{CALL}/close/", views.call_close, name="call_close"),
    path(f"{CALL}/reopen/", views.call_reopen, name="call_reopen"),
    path(f"{CALL}/way-in/", views.call_channel, name="call_channel"),
    path(f"{CALL}/card.pdf", views.call_card, name="call_card"),
    path(f"{CALL}/answer/", views.call_answer, name="call_answer"),
    path(f"{CALL}/interest/", reading_views.interest_list, name="interest_list"),
    path(f"{CALL}/interest/find/", reading_views.interest_find, name="interest_find"),
    path(f"{CALL}/interest/of/<slug:representative_id>/", reading_views.interest_add, name="interest_add"),
    path(f"{INTEREST}/", reading_views.interest_detail, name="interest_detail"),
    path(f"{INTEREST}/read/", reading_views.interest_read, name="interest_read"),
    path(f"{INTEREST}/decide/", reading_views.interest_decide, name="interest_decide"),
    path(f"{INTEREST}/told/", reading_views.interest_told, name="interest_told"),
    path("my-page/calls/", own.my_call_list, name="my_call_list"),
    path("my-page/calls/<slug:call_id>/", own.my_call_detail, name="my_call_detail"),
    path("my-page/calls/<slug:call_id>/drop/", own.my_call_drop, name="my_call_drop"),
]
