"""Pages of the ground floor inside a municipality."""

from django.urls import path

from config.core.jobs import views as jobs
from config.core.outbox import views as outbox

urlpatterns = [
    path("outbox/", outbox.message_list, name="message_list"),
    path("outbox/<slug:message_id>/", outbox.message_detail, name="message_detail"),
    path("jobs/<slug:job_id>/", jobs.job_detail, name="job_detail"),
]
