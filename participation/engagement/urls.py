"""Addresses of engagement."""

from django.urls import path

from participation.engagement import guidance_views, map_views, relation_views, role_views, views

urlpatterns = [
    path("engagement/", views.engagement_list, name="engagement_list"),
    path("engagement/about-me/", views.professional_own, name="professional_own"),
    path("engagement/units/<slug:unit_id>/", views.engagement_unit, name="engagement_unit"),
    path("engagement/units/<slug:unit_id>/step/", views.step_set, name="step_set"),
    path("engagement/people/new/", views.professional_create, name="professional_create"),
    path("engagement/people/<slug:professional_id>/", views.professional_detail, name="professional_detail"),
    path("engagement/people/<slug:professional_id>/edit/", views.professional_edit, name="professional_edit"),
    path("engagement/people/<slug:professional_id>/facts/", views.fact_record, name="fact_record"),
    path(
        "engagement/people/<slug:professional_id>/next/", relation_views.relation_agree, name="relation_agree"
    ),
    path("engagement/next/", relation_views.relation_list, name="relation_list"),
    path("engagement/next/<slug:relation_id>/done/", relation_views.relation_done, name="relation_done"),
    path("engagement/next/<slug:relation_id>/drop/", relation_views.relation_drop, name="relation_drop"),
    path("engagement/trend/", role_views.engagement_trend, name="engagement_trend"),
    path("engagement/roles/", role_views.work_role_list, name="work_role_list"),
    path("engagement/roles/new/", role_views.work_role_create, name="work_role_create"),
    path("engagement/roles/<slug:work_role_id>/", role_views.work_role_detail, name="work_role_detail"),
    path("engagement/roles/<slug:work_role_id>/edit/", role_views.work_role_edit, name="work_role_edit"),
    path("engagement/roles/<slug:work_role_id>/step/", role_views.role_step_set, name="role_step_set"),
    path("guidance/", guidance_views.guidance_list, name="guidance_list"),
    path("guidance/asked/", guidance_views.glad_set, name="glad_set"),
    path("guidance/asked/take-back/", guidance_views.glad_drop, name="glad_drop"),
    path("guidance/courses/new/", guidance_views.staff_course_create, name="staff_course_create"),
    path(
        "guidance/courses/<slug:staff_course_id>/", guidance_views.staff_course_edit, name="staff_course_edit"
    ),
    path("guidance/stories/<slug:glad_id>/", guidance_views.colleague_story, name="colleague_story"),
    path("guidance/<slug:moment>/", guidance_views.guidance_detail, name="guidance_detail"),
    path("engagement/map/", map_views.engagement_map, name="engagement_map"),
    path("engagement/allies/", map_views.ally_list, name="ally_list"),
    path("engagement/units-without-ally/", map_views.unit_without_ally_list, name="unit_without_ally_list"),
    path("engagement/people/<slug:professional_id>/ties/new/", map_views.tie_create, name="tie_create"),
    path(
        "engagement/people/<slug:professional_id>/ties/<slug:tie_id>/delete/",
        map_views.tie_delete,
        name="tie_delete",
    ),
]
