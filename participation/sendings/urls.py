"""Addresses of sendings inside a municipality."""

from django.urls import path

from participation.sendings import views

urlpatterns = [
    path("requests/<slug:request_id>/sending/", views.sending_prepare, name="sending_prepare"),
    path("requests/<slug:request_id>/sending/start/", views.sending_start, name="sending_start"),
    path("sendings/", views.sending_list, name="sending_list"),
    path("sendings/<slug:sending_id>/", views.sending_detail, name="sending_detail"),
    path("sendings/<slug:sending_id>/send/", views.sending_send, name="sending_send"),
    path("sendings/<slug:sending_id>/approve/", views.sending_approve, name="sending_approve"),
    path("sendings/<slug:sending_id>/stop/", views.sending_stop, name="sending_stop"),
    path("sendings/<slug:sending_id>/discard/", views.sending_discard, name="sending_discard"),
    path("sendings/<slug:sending_id>/told/<slug:line_id>/", views.sending_tell, name="sending_tell"),
]
