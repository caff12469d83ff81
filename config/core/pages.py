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
    path("outbox/", outbox.message_list, name="message_list"),
    path("outbox/<slug:message_id>/", outbox.message_detail, name="message_detail"),
    path("jobs/<slug:job_id>/", jobs.job_detail, name="job_detail"),
]
