"""Address of feasibility."""

from django.urls import path

from projects.feasibility import views

urlpatterns = [
    path("requests/<slug:request_id>/feasibility/", views.feasibility_detail, name="feasibility_detail")
]
