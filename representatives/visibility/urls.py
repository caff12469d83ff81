"""Address of who sees what."""

from django.urls import path

from representatives.visibility import views

urlpatterns = [
    path("people/<slug:representative_id>/visibility/", views.visibility_detail, name="visibility_detail"),
]
