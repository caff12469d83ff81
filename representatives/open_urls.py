"""Addresses of this app that need no sign-in: the way in, the declaration, "still right?", and no more letters."""

from django.urls import URLPattern, URLResolver, path

from representatives.freshness import open_views as freshness
from representatives.interests import open_views as interests
from representatives.onboarding import open_views as onboarding
from representatives.recruitment import open_views as recruitment

urlpatterns: list[URLPattern | URLResolver] = [
    # Any text is taken for a code or a token, so that a link broken by a mail program still gets the kind page.
    path("join/<str:code>/", recruitment.join_open, name="join_open"),
    path("join/<str:code>/thanks/", recruitment.join_done, name="join_done"),
    path("declaration/<str:token>/", onboarding.declaration_open, name="declaration_open"),
    path("stop-hearing/<str:token>/", interests.stop_hearing, name="stop_hearing"),
    path("still-right/", freshness.still_right_open, {"token": ""}, name="still_right_without_token"),
    path("still-right/<str:token>/", freshness.still_right_open, name="still_right_open"),
    path("still-right/<str:token>/pause/", freshness.still_right_pause, name="still_right_pause"),
    path("still-right/<str:token>/leave/", freshness.still_right_leave, name="still_right_leave"),
]
