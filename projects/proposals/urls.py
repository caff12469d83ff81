"""Addresses of proposals, on My page too."""

from django.urls import path

from projects.proposals import own, views

urlpatterns = [
    path("proposals/", views.proposal_list, name="proposal_list"),
    path("proposals/new/", views.proposal_create, name="proposal_create"),
    path("proposals/<slug:proposal_id>/", views.proposal_detail, name="proposal_detail"),
    path("proposals/<slug:proposal_id>/edit/", views.proposal_rewrite, name="proposal_rewrite"),
    path("proposals/<slug:proposal_id>/take-up/", views.proposal_take_up, name="proposal_take_up"),
    path("proposals/<slug:proposal_id>/sharpen/", views.proposal_sharpen, name="proposal_sharpen"),
    path("proposals/<slug:proposal_id>/decline/", views.proposal_decline, name="proposal_decline"),
    path("proposals/<slug:proposal_id>/take-back/", views.proposal_take_back, name="proposal_take_back"),
    path("my-page/proposals/", own.my_proposal_list, name="my_proposal_list"),
    path("my-page/proposals/new/", own.my_proposal_add, name="my_proposal_add"),
    path("my-page/proposals/<slug:proposal_id>/edit/", own.my_proposal_rewrite, name="my_proposal_rewrite"),
]
