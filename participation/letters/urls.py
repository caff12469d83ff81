"""Addresses of letters inside a municipality."""

from django.urls import path

from participation.letters import views

urlpatterns = [
    path("letters/", views.letter_list, name="letter_list"),
    path("letters/sender/", views.letter_sender, name="letter_sender"),
    path("letters/<str:letter_kind>/<slug:language>/", views.letter_edit, name="letter_edit"),
    path(
        "letters/versions/<slug:letter_text_id>/restore/",
        views.letter_text_restore,
        name="letter_text_restore",
    ),
]
