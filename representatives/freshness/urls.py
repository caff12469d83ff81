"""Addresses of freshness inside a municipality."""

from django.urls import path

from representatives.freshness import views

urlpatterns = [
    path("checkups/", views.checkup_list, name="checkup_list"),
    path("checkups/<slug:checkup_id>/answer/", views.checkup_answer, name="checkup_answer"),
    path("checkups/<slug:checkup_id>/tried/", views.checkup_try, name="checkup_try"),
    path("network-policy/", views.policy_detail, name="policy_detail"),
    path("network-policy/edit/", views.policy_edit, name="policy_edit"),
]
