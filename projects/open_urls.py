"""Addresses of this app that need no sign-in: the page of an open call."""

from django.urls import URLPattern, URLResolver, path

from projects.calls import open_views as calls

urlpatterns: list[URLPattern | URLResolver] = [
    # Any text is taken for a code or a token, so that a link broken by a mail program still gets the kind page.
    path("call/<str:code>/", calls.call_open, name="call_open"),
    path("call/<str:code>/<str:token>/", calls.call_open_own, name="call_open_own"),
]
