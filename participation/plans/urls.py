"""Addresses of participation plans."""

from django.urls import path

from participation.plans import looking, views

ROOT = "participation-plans"
ONE, LINE = f"{ROOT}/<slug:participation_plan_id>", f"{ROOT}/lines/<slug:plan_line_id>"

urlpatterns = [
    path(f"{ROOT}/", looking.participation_plan_list, name="participation_plan_list"),
    path(f"{ROOT}/file/", looking.coverage_file, name="coverage_file"),
    path(f"{ROOT}/new/", views.participation_plan_create, name="participation_plan_create"),
    path(f"{ROOT}/units/<slug:unit_id>/<slug:stage>/", looking.coverage_place, name="coverage_place"),
    path(f"{LINE}/edit/", views.participation_line_edit, name="participation_line_edit"),
    path(f"{LINE}/remove/", views.participation_line_remove, name="participation_line_remove"),
    path(f"{ONE}/", views.participation_plan_detail, name="participation_plan_detail"),
    path(f"{ONE}/edit/", views.participation_plan_edit, name="participation_plan_edit"),
    path(f"{ONE}/remove/", views.participation_plan_remove, name="participation_plan_remove"),
    path(f"{ONE}/agree/", views.participation_plan_agree, name="participation_plan_agree"),
    path(f"{ONE}/reopen/", views.participation_plan_reopen, name="participation_plan_reopen"),
    path(f"{ONE}/copy/", views.participation_plan_copy, name="participation_plan_copy"),
    path(f"{ONE}/lines/new/", views.participation_line_add, name="participation_line_add"),
    path("projects-without-representatives/", looking.project_nobody_list, name="project_nobody_list"),
    path("projects/<slug:project_id>/roles/", looking.project_role_matrix, name="project_role_matrix"),
]
