"""Addresses of My page, and of what the facilitator does with it."""

from django.urls import path

from representatives.selfservice import consents, opening, own_copy, terms, topics, views, wishes

urlpatterns = [
    path("my-page/", views.my_page, name="my_page"),
    path("my-page/contact/", views.my_contact_edit, name="my_contact_edit"),
    path("my-page/limits/", views.my_limits_edit, name="my_limits_edit"),
    path("my-page/pause/", views.my_pause, name="my_pause"),
    path("my-page/pause/end/", views.my_pause_end, name="my_pause_end"),
    path("my-page/looks/", views.my_look_list, name="my_look_list"),
    path("my-page/paper-copy/", views.my_copy_ask, name="my_copy_ask"),
    path("my-page/leave/", views.my_leave, name="my_leave"),
    path("my-page/data/", own_copy.my_data, name="my_data"),
    path("my-page/data/everything.json", own_copy.my_data_json, name="my_data_json"),
    path("my-page/data/everything.pdf", own_copy.my_data_pdf, name="my_data_pdf"),
    path("my-page/delete/", own_copy.my_erase, name="my_erase"),
    path("my-page/experience/", terms.my_term_list, name="my_term_list"),
    path("my-page/experience/suggest/", terms.my_term_suggest, name="my_term_suggest"),
    path("my-page/experience/new/", terms.my_experience_add, name="my_experience_add"),
    path("my-page/skills/new/", terms.my_skill_add, name="my_skill_add"),
    path("my-page/experience/<slug:kept_id>/drop/", terms.my_term_drop, name="my_term_drop"),
    path("my-page/no-gos/new/", terms.my_no_go_add, name="my_no_go_add"),
    path("my-page/no-gos/<slug:no_go_id>/drop/", terms.my_no_go_drop, name="my_no_go_drop"),
    path("my-page/topics/", topics.my_topic_list, name="my_topic_list"),
    path("my-page/topics/new/", topics.my_topic_add, name="my_topic_add"),
    path("my-page/topics/<slug:topic_id>/drop/", topics.my_topic_drop, name="my_topic_drop"),
    path("my-page/when/", wishes.my_availability, name="my_availability"),
    path("my-page/when/days/new/", wishes.my_day_add, name="my_day_add"),
    path("my-page/when/days/<slug:day_exception_id>/drop/", wishes.my_day_drop, name="my_day_drop"),
    path("my-page/visibility/", wishes.my_visibility, name="my_visibility"),
    path("my-page/support-needs/", wishes.my_support_need_list, name="my_support_need_list"),
    path("my-page/support-needs/new/", wishes.my_support_need_add, name="my_support_need_add"),
    path(
        "my-page/support-needs/<slug:support_need_id>/drop/",
        wishes.my_support_need_drop,
        name="my_support_need_drop",
    ),
    path("my-page/proxy/", wishes.my_proxy, name="my_proxy"),
    path("my-page/proxy/end/", wishes.my_proxy_end, name="my_proxy_end"),
    path("my-page/consents/", consents.my_consent_list, name="my_consent_list"),
    path("my-page/consents/<slug:purpose>/", consents.my_consent_give, name="my_consent_give"),
    path(
        "my-page/consents/<slug:purpose>/withdraw/", consents.my_consent_withdraw, name="my_consent_withdraw"
    ),
    path("people/<slug:representative_id>/my-page/open/", opening.my_page_open, name="my_page_open"),
    path("paper-copies/", opening.paper_copy_list, name="paper_copy_list"),
    path("paper-copies/<slug:paper_copy_id>/sent/", opening.paper_copy_sent, name="paper_copy_sent"),
]
