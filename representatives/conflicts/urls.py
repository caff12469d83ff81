"""Addresses of a person's conflicts of interest."""

from django.urls import path

from representatives.conflicts import views

urlpatterns = [
    path("people/<slug:representative_id>/conflicts/", views.conflict_list, name="conflict_list"),
    path("people/<slug:representative_id>/conflicts/new/", views.conflict_add, name="conflict_add"),
    path(
        "people/<slug:representative_id>/conflicts/<slug:conflict_id>/end/",
        views.conflict_end,
        name="conflict_end",
    ),
]
