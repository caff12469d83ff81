"""Addresses of the catalogue."""

from django.urls import path

from representatives.catalogue import views

TERM = "catalogue/<slug:catalogue_term_id>"

urlpatterns = [
    path("catalogue/", views.term_list, name="term_list"),
    path("catalogue/suggest/", views.term_suggest, name="term_suggest"),
    path("catalogue/new/", views.term_add, name="term_add"),
    path(f"{TERM}/", views.term_detail, name="term_detail"),
    path(f"{TERM}/edit/", views.term_edit, name="term_edit"),
    path(f"{TERM}/retire/", views.term_retire, name="term_retire"),
    path(f"{TERM}/restore/", views.term_restore, name="term_restore"),
    path(f"{TERM}/merge/", views.term_merge, name="term_merge"),
    path(f"{TERM}/words/new/", views.synonym_add, name="synonym_add"),
    path(f"{TERM}/words/remove/", views.synonym_remove, name="synonym_remove"),
]
