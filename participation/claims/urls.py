"""Addresses of rates and claims."""

from django.urls import path

from participation.claims import views

urlpatterns = [
    path("claims/", views.claim_list, name="claim_list"),
    path("claims/rates/", views.rate_list, name="rate_list"),
    path("claims/rates/new/", views.rate_create, name="rate_create"),
    path("claims/<slug:claim_id>/approve/", views.claim_approve, name="claim_approve"),
    path("claims/<slug:claim_id>/decline/", views.claim_decline, name="claim_decline"),
    path("claims/<slug:claim_id>/reopen/", views.claim_reopen, name="claim_reopen"),
    path("attendances/<slug:attendance_id>/expenses/new/", views.expense_add, name="expense_add"),
]
