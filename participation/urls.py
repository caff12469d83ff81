"""Addresses of this app inside a municipality."""

from django.urls import URLPattern, URLResolver, include, path

from participation.home import views as home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_open, name="home_open"),
    path("", include("participation.assignments.urls")),
    path("", include("participation.paper.urls")),
    path("", include("participation.questions.urls")),
    path("", include("participation.invitations.urls")),
    path("", include("participation.meetings.urls")),
    path("", include("participation.polls.urls")),
    path("", include("participation.closing.urls")),
    path("", include("participation.feedback.urls")),
    path("", include("participation.claims.urls")),
    path("", include("participation.contributions.urls")),
    path("", include("participation.plans.urls")),
    path("", include("participation.engagement.urls")),
    path("", include("participation.readiness.urls")),
    path("", include("participation.support.urls")),
    path("", include("participation.reflections.urls")),
    path("", include("participation.comparison.urls")),
    path("", include("participation.reports.urls")),
    path("", include("participation.archive.urls")),
    path("", include("participation.tasks.urls")),
    path("", include("participation.handover.urls")),
    path("", include("participation.occasions.urls")),
    path("", include("participation.letters.urls")),
    path("", include("participation.sendings.urls")),
]
