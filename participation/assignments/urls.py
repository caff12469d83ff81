"""Addresses of assignments."""

from django.urls import path

from participation.assignments import own, views

ONE, OWN = "assignments/<slug:assignment_id>", "my-page/assignments/<slug:assignment_id>"

urlpatterns = [
    path("assignments/", views.assignment_list, name="assignment_list"),
    path(f"{ONE}/", views.assignment_detail, name="assignment_detail"),
    path(f"{ONE}/role/", views.assignment_role, name="assignment_role"),
    path(f"{ONE}/terms/", views.assignment_terms, name="assignment_terms"),
    path(f"{ONE}/pause/", views.assignment_pause, name="assignment_pause"),
    path(f"{ONE}/resume/", views.assignment_resume, name="assignment_resume"),
    path(f"{ONE}/end/", views.assignment_end, name="assignment_end"),
    path(f"{ONE}/fees/", views.assignment_fees, name="assignment_fees"),
    path(f"{ONE}/noted/", views.assignment_note, name="assignment_note"),
    path(f"{ONE}/certificate.pdf", views.assignment_certificate, name="assignment_certificate"),
    path(f"{OWN}/", own.my_assignment_detail, name="my_assignment_detail"),
    path(f"{OWN}/role/", own.my_assignment_role, name="my_assignment_role"),
    path(f"{OWN}/fees/", own.my_assignment_fees, name="my_assignment_fees"),
    path(f"{OWN}/leave/", own.my_assignment_leave, name="my_assignment_leave"),
    path(f"{OWN}/certificate.pdf", own.my_assignment_certificate, name="my_assignment_certificate"),
]
