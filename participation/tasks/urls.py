"""Addresses of tasks."""

from django.urls import path

from participation.tasks import views

urlpatterns = [
    path("tasks/", views.task_list, name="task_list"),
    path("tasks/new/", views.task_create, name="task_create"),
    path("tasks/by-mail/", views.task_digest, name="task_digest"),
    path("tasks/own/<slug:task_id>/", views.task_edit, name="task_edit"),
    path("tasks/own/<slug:task_id>/done/", views.task_finish, name="task_finish"),
    path("tasks/own/<slug:task_id>/open/", views.task_reopen, name="task_reopen"),
    path("tasks/own/<slug:task_id>/drop/", views.task_drop, name="task_drop"),
    path("tasks/<slug:task_key>/", views.task_detail, name="task_detail"),
    path("tasks/<slug:task_key>/put-off/", views.task_snooze, name="task_snooze"),
    path("tasks/<slug:task_key>/wake/", views.task_wake, name="task_wake"),
    path("tasks/<slug:task_key>/give/", views.task_give, name="task_give"),
    path("tasks/<slug:task_key>/give-back/", views.task_give_back, name="task_give_back"),
]
