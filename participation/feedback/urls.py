"""Addresses of feedback."""

from django.urls import path

from participation.feedback import look_views, setting_views, views

urlpatterns = [
    path("feedback/", views.pulse_list, name="pulse_list"),
    path("feedback/look/", look_views.look_list, name="look_list"),
    path("feedback/look/<slug:pulse_voice_id>/", look_views.look_open, name="look_open"),
    path("feedback/look/<slug:pulse_voice_id>/seen/", look_views.look_seen, name="look_seen"),
    path("feedback/questions/", setting_views.feedback_questions, name="feedback_questions"),
    path(
        "feedback/questions/<slug:kind>/<slug:side>/",
        setting_views.feedback_questions_edit,
        name="feedback_questions_edit",
    ),
    path("feedback/questionnaires/", setting_views.questionnaire_list, name="questionnaire_list"),
    path("feedback/questionnaires/new/", setting_views.questionnaire_import, name="questionnaire_import"),
    path("feedback/questionnaires/sample/", setting_views.questionnaire_sample, name="questionnaire_sample"),
    path(
        "feedback/questionnaires/<slug:questionnaire_id>/",
        setting_views.questionnaire_detail,
        name="questionnaire_detail",
    ),
    path(
        "feedback/questionnaires/<slug:questionnaire_id>/retire/",
        setting_views.questionnaire_retire,
        name="questionnaire_retire",
    ),
    path(
        "feedback/questionnaires/<slug:questionnaire_id>/uses/<slug:questionnaire_use_id>/leave/",
        setting_views.questionnaire_leave,
        name="questionnaire_leave",
    ),
    path("feedback/<slug:pulse_id>/", views.pulse_detail, name="pulse_detail"),
    path("feedback/<slug:pulse_id>/also/", views.pulse_ask_also, name="pulse_ask_also"),
    path("feedback/<slug:pulse_id>/answers/<slug:pulse_voice_id>/", views.pulse_record, name="pulse_record"),
    path("meetings/<slug:meeting_id>/feedback/", views.meeting_feedback, name="meeting_feedback"),
    path("meetings/<slug:meeting_id>/feedback/ask/", views.meeting_feedback_ask, name="meeting_feedback_ask"),
]
