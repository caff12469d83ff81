"""Addresses of channels and applicants."""

from django.urls import path

from representatives.recruitment import board_views, views

CHANNEL, APPLICATION = "channels/<slug:channel_id>", "applicants/<slug:application_id>"

urlpatterns = [
    path("channels/", views.channel_list, name="channel_list"),
    path("channels/new/", views.channel_create, name="channel_create"),
    path("channels/pass-on/", views.channel_forward, name="channel_forward"),
    path(f"{CHANNEL}/", views.channel_detail, name="channel_detail"),
    path(f"{CHANNEL}/edit/", views.channel_edit, name="channel_edit"),
    path(f"{CHANNEL}/close/", views.channel_close, name="channel_close"),
    path(f"{CHANNEL}/reopen/", views.channel_reopen, name="channel_reopen"),
    path(f"{CHANNEL}/pass-on/", views.channel_pass_on, name="channel_pass_on"),
    path(f"{CHANNEL}/card.pdf", views.channel_card, name="channel_card"),
    path(f"{CHANNEL}/form.pdf", views.channel_form, name="channel_form"),
    path("applicants/", board_views.application_list, name="application_list"),
    path("applicants/paper/", board_views.paper_register, name="paper_register"),
    path(f"{APPLICATION}/", board_views.application_detail, name="application_detail"),
    path(f"{APPLICATION}/take/", board_views.application_take, name="application_take"),
    path(f"{APPLICATION}/start/", board_views.application_start, name="application_start"),
    path(f"{APPLICATION}/welcome/", board_views.application_welcome, name="application_welcome"),
    path(f"{APPLICATION}/decline/", board_views.application_decline, name="application_decline"),
    path(f"{APPLICATION}/withdraw/", board_views.application_withdraw, name="application_withdraw"),
    path(f"{APPLICATION}/words/forget/", board_views.words_forget, name="words_forget"),
    path("people/<slug:representative_id>/apply/", board_views.application_add, name="application_add"),
]
