"""Addresses of handing over."""

from django.urls import path

from participation.handover import views

urlpatterns = [
    path("handovers/", views.handover_list, name="handover_list"),
    path("handovers/<slug:handover_id>/", views.handover_detail, name="handover_detail"),
    path("handovers/<slug:handover_id>/pdf/", views.handover_pdf, name="handover_pdf"),
    path("handovers/<slug:handover_id>/complete/", views.handover_complete, name="handover_complete"),
    path("handovers/<slug:handover_id>/cancel/", views.handover_cancel, name="handover_cancel"),
]
