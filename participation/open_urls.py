"""Addresses of this app that need no sign-in: the answer page."""

from django.urls import URLPattern, URLResolver, path

from participation.contributions import own_views as own_said
from participation.contributions import reaction_views as reactions
from participation.feedback import open_views as feedback
from participation.invitations import open_views
from participation.meetings import open_views as meetings
from participation.paper import open_views as paper
from participation.polls import open_views as polls
from participation.promises import open_views as promises
from participation.questions import open_views as questions
from participation.reports import open_views as reports
from participation.support import open_views as support

urlpatterns: list[URLPattern | URLResolver] = [
    # The short addresses of letters on paper, in Norwegian and in English.
    path("svar/", paper.code_open, name="svar_by_code"),
    path("answer/", paper.code_open, name="answer_by_code"),
    # Any text is taken for a token, so that a link broken by a mail program still gets the kind page.
    path("answer/<str:token>/", open_views.answer_open, name="answer_open"),
    path("answer/<str:token>/why/", open_views.answer_why, name="answer_why"),
    path("answer/<str:token>/until/", open_views.answer_until, name="answer_until"),
    path("answer/<str:token>/not-me/", open_views.answer_not_me, name="answer_not_me"),
    path("answer/<str:token>/question/", questions.answer_question, name="answer_question"),
    path("answer/<str:token>/meant/", reactions.reaction_open, name="reaction_open"),
    path("answer/<str:token>/projects/<slug:project_id>/", own_said.project_open, name="project_open"),
    path("answer/<str:token>/promise/", promises.promise_open, name="promise_open"),
    path("answer/<str:token>/decision/", support.ask_open, name="ask_open"),
    path("answer/<str:token>/report/", reports.brief_open, name="brief_open"),
    path("answer/<str:token>/meetings/", meetings.coming_open, name="coming_open"),
    path("answer/<str:token>/meetings/<slug:meeting_id>.ics", meetings.coming_file, name="coming_file"),
    path("answer/<str:token>/days/<slug:poll_id>/", polls.answer_days, name="answer_days"),
    path("answer/<str:token>/dates/<slug:poll_id>/", polls.poll_open, name="poll_open"),
    path("answer/<str:token>/feedback/", feedback.feedback_open, name="feedback_open"),
    path("answer/<str:token>/calendar.ics", meetings.calendar_feed, name="calendar_feed"),
]
