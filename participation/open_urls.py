"""Addresses of this app that need no sign-in: the answer page."""

from django.urls import URLPattern, URLResolver, path

from participation.invitations import open_views

urlpatterns: list[URLPattern | URLResolver] = [
    # Any text is taken for a token, so that a link broken by a mail program still gets the kind page.
    path("answer/", open_views.answer_open, {"token": ""}, name="answer_without_token"),
    path("answer/<str:token>/", open_views.answer_open, name="answer_open"),
    path("answer/<str:token>/not-me/", open_views.answer_not_me, name="answer_not_me"),
]
