"""Addresses of candidates."""

from django.urls import path

from projects.candidates import explaining, rule_views, views, weighing_up

_REQUEST = "requests/<slug:request_id>/"
_LIST = f"{_REQUEST}candidates/"
_PERSON = f"{_LIST}<slug:representative_id>/"

urlpatterns = [
    path(_LIST, views.candidate_list, name="candidate_list"),
    path(f"{_LIST}why-not/", views.candidate_why_not, name="candidate_why_not"),
    path(f"{_LIST}compare/", weighing_up.candidate_compare, name="candidate_compare"),
    path("matching-rule/", rule_views.matching_rule, name="matching_rule"),
    path(f"{_PERSON}why-here/", rule_views.candidate_why_here, name="candidate_why_here"),
    path(
        f"{_LIST}notes/<slug:candidate_note_id>/remove/",
        weighing_up.candidate_note_remove,
        name="candidate_note_remove",
    ),
    path(f"{_PERSON}choose/", views.candidate_choose, name="candidate_choose"),
    path(f"{_PERSON}take-back/", views.candidate_take_back, name="candidate_take_back"),
    path(f"{_PERSON}later/", weighing_up.candidate_later, name="candidate_later"),
    path(f"{_PERSON}notes/", weighing_up.candidate_note_add, name="candidate_note_add"),
    path(f"{_PERSON}why/", explaining.candidate_explain, name="candidate_explain"),
    path(f"{_REQUEST}showings/", explaining.showing_list, name="showing_list"),
    path(f"{_REQUEST}showings/<slug:showing_id>/", explaining.showing_detail, name="showing_detail"),
    path("ask-later/", weighing_up.candidate_later_list, name="candidate_later_list"),
    path(
        "people/<slug:representative_id>/suggestions/",
        explaining.person_suggestion_list,
        name="person_suggestion_list",
    ),
    path("my-page/suggestions/", explaining.my_suggestion_list, name="my_suggestion_list"),
    path(
        "my-page/suggestions/<slug:request_id>/", explaining.my_suggestion_detail, name="my_suggestion_detail"
    ),
    path("balance/", explaining.balance_detail, name="balance_detail"),
    path("balance/edit/", explaining.balance_edit, name="balance_edit"),
]
