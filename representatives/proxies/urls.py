"""Addresses of who answers for a person."""

from django.urls import path

from representatives.proxies import views

urlpatterns = [
    path("people/<slug:representative_id>/proxy/", views.proxy_detail, name="proxy_detail"),
    path("people/<slug:representative_id>/proxy/end/", views.proxy_end, name="proxy_end"),
]
