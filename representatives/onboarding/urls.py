"""Addresses of preparation and courses."""

from django.urls import path

from representatives.onboarding import course_views, views

PERSON = "people/<slug:representative_id>"

urlpatterns = [
    path("courses/", course_views.course_list, name="course_list"),
    path("courses/new/", course_views.course_create, name="course_create"),
    path("courses/<slug:course_id>/edit/", course_views.course_edit, name="course_edit"),
    path("courses/<slug:course_id>/retire/", course_views.course_retire, name="course_retire"),
    path("steps/", views.step_list, name="step_list"),
    path("steps/<slug:conversation_id>/finish/", views.step_finish, name="step_finish"),
    path(f"{PERSON}/preparation/", views.preparation_detail, name="preparation_detail"),
    path(f"{PERSON}/conversations/new/", views.conversation_record, name="conversation_record"),
    path(f"{PERSON}/trainings/new/", views.training_record, name="training_record"),
    path(f"{PERSON}/trainings/<slug:training_id>/drop/", views.training_drop, name="training_drop"),
    path(f"{PERSON}/declaration/new/", views.declaration_record, name="declaration_record"),
    path(f"{PERSON}/declaration/ask/", views.declaration_ask, name="declaration_ask"),
    path(f"{PERSON}/mentor/", views.mentor_choose, name="mentor_choose"),
    path(f"{PERSON}/mentor/<slug:mentor_pair_id>/end/", views.mentor_end, name="mentor_end"),
]
