"""Addresses of meetings."""

from django.urls import path

from participation.meetings import calendar_views, views

urlpatterns = [
    path("meetings/", views.meeting_list, name="meeting_list"),
    path("meetings/new/", views.meeting_create, name="meeting_create"),
    path("meetings/<slug:meeting_id>/", views.meeting_detail, name="meeting_detail"),
    path("meetings/<slug:meeting_id>/meeting.ics", views.meeting_file, name="meeting_file"),
    path("meetings/<slug:meeting_id>/edit/", views.meeting_edit, name="meeting_edit"),
    path("meetings/<slug:meeting_id>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("calendar/", calendar_views.calendar_own, name="calendar_own"),
    path("my-page/calendar/", calendar_views.my_calendar, name="my_calendar"),
]
