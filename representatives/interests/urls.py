"""Addresses of what a person wants to hear about."""

from django.urls import path

from representatives.interests import views

PERSON = "people/<slug:representative_id>/topics"

urlpatterns = [
    path(f"{PERSON}/", views.topic_list, name="topic_list"),
    path(f"{PERSON}/new/", views.topic_add, name="topic_add"),
    path(f"{PERSON}/<slug:topic_id>/drop/", views.topic_drop, name="topic_drop"),
]
