"""Addresses of contributions and what came of them."""

from django.urls import path

from participation.contributions import (
    many_views,
    own_views,
    quoting_views,
    rate_views,
    reaction_views,
    views,
)

_ONE = "contributions/<slug:contribution_id>/"

urlpatterns = [
    path("contributions/", views.contribution_list, name="contribution_list"),
    path("contributions/new/", views.contribution_create, name="contribution_create"),
    path("contributions/figures/", rate_views.promise_rates, name="promise_rates"),
    path("meetings/<slug:meeting_id>/contributions/", many_views.contribution_many, name="contribution_many"),
    path("my-page/projects/<slug:project_id>/", own_views.my_project, name="my_project"),
    path("contributions/reactions/", reaction_views.reaction_list, name="reaction_list"),
    path(
        "contributions/reactions/<slug:reaction_id>/", reaction_views.reaction_settle, name="reaction_settle"
    ),
    path("my-page/said/<slug:contribution_id>/", reaction_views.my_reaction, name="my_reaction"),
    path("my-page/said/<slug:contribution_id>/quotation/", quoting_views.my_quotation, name="my_quotation"),
    path(_ONE, views.contribution_detail, name="contribution_detail"),
    path(f"{_ONE}owner/", views.contribution_hand_over, name="contribution_hand_over"),
    path(f"{_ONE}responses/new/", views.response_create, name="response_create"),
    path(f"{_ONE}decisions/new/", views.decision_create, name="decision_create"),
    path(f"{_ONE}changes/new/", views.change_create, name="change_create"),
    path(f"{_ONE}reactions/", reaction_views.reaction_record, name="reaction_record"),
    path(f"{_ONE}quotation/", quoting_views.quotation_record, name="quotation_record"),
    path(f"{_ONE}tellings/", views.telling_create, name="telling_create"),
    path("changes/<slug:change_id>/evidence/", views.change_weigh, name="change_weigh"),
    path("changes/<slug:change_id>/effects/new/", views.effect_create, name="effect_create"),
]
