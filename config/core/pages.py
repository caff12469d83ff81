"""Pages of the ground floor inside a municipality."""

from django.urls import path

from config.core.audit import views as audit
from config.core.jobs import views as jobs
from config.core.organisations import views as organisations
from config.core.outbox import views as outbox

urlpatterns = [
    path("access-log/", audit.event_list, name="event_list"),
    path("members/", organisations.member_list, name="member_list"),
    path("members/new/", organisations.member_create, name="member_create"),
    path("members/<slug:member_id>/end/", organisations.member_end, name="member_end"),
    path("units/", organisations.unit_list, name="unit_list"),
    path("look/", organisations.look_edit, name="look_edit"),
    path("look/arms.png", organisations.arms_open, name="arms_open"),
    path("outbox/", outbox.message_list, name="message_list"),
    path("outbox/hold-all/", outbox.message_hold_all, name="message_hold_all"),
    path("outbox/release-all/", outbox.message_release_all, name="message_release_all"),
    path("outbox/<slug:message_id>/", outbox.message_detail, name="message_detail"),
    path("outbox/<slug:message_id>/hold/", outbox.message_hold, name="message_hold"),
    path("outbox/<slug:message_id>/release/", outbox.message_release, name="message_release"),
    path("outbox/<slug:message_id>/again/", outbox.message_send_again, name="message_send_again"),
    path("outbox/<slug:message_id>/was-sent/", outbox.message_was_sent, name="message_was_sent"),
    path("outbox/<slug:message_id>/mended/", outbox.message_mended, name="message_mended"),
    path("outbox/<slug:message_id>/discard/", outbox.message_discard, name="message_discard"),
    path("outbox/<slug:message_id>/words/", outbox.message_words, name="message_words"),
    path("jobs/<slug:job_id>/", jobs.job_detail, name="job_detail"),
]
