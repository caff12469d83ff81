"""Rows along the chain, made directly: for tests of the rooms that stand further along it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from config.core.organisations.models import Municipality, Unit
from participation.models import Assignment, Attendance, Contribution, Meeting, Professional, Rate
from projects.models import Project, Request
from tests.cast import AT


def make_unit(municipality: Municipality, name: str = "Hjemmetjenesten", **fields: Any) -> Unit:
    unit, _created = Unit.objects.get_or_create(municipality=municipality, name=name, defaults=fields)
    return unit


def make_project(unit: Unit, *, at: datetime = AT, **fields: Any) -> Project:
    fields.setdefault("title", "Trygg hjem fra sykehus")
    fields.setdefault("state", Project.State.RUNNING)
    return Project.objects.create(municipality=unit.municipality, unit=unit, created_at=at, **fields)


def make_request(project: Project, *, at: datetime = AT, **fields: Any) -> Request:
    fields.setdefault("title", "To pårørende i arbeidsgruppa")
    fields.setdefault("state", Request.State.OPEN)
    fields.setdefault("seats", 2)
    return Request.objects.create(
        municipality=project.municipality, project=project, created_at=at, seed="seed", **fields
    )


def make_assignment(request: Request, representative: Any, **fields: Any) -> Assignment:
    fields.setdefault("started_on", timezone.localdate(AT))
    return Assignment.objects.create(
        municipality=request.municipality, request=request, representative=representative, **fields
    )


def make_meeting(project: Project, *, at: datetime = AT, **fields: Any) -> Meeting:
    fields.setdefault("title", "Arbeidsmøte")
    fields.setdefault("held_on", date(2026, 3, 10))
    return Meeting.objects.create(municipality=project.municipality, project=project, created_at=at, **fields)


def make_professional(
    unit: Unit, name: str = "Pia Prosjekt", *, at: datetime = AT, **fields: Any
) -> Professional:
    return Professional.objects.create(
        municipality=unit.municipality, unit=unit, name=name, created_at=at, **fields
    )


def make_contribution(project: Project, *, at: datetime = AT, **fields: Any) -> Contribution:
    fields.setdefault("text", "Brevet før innleggelse er for langt.")
    fields.setdefault("said_on", date(2026, 3, 10))
    fields.setdefault("due_on", date(2026, 4, 10))
    return Contribution.objects.create(
        municipality=project.municipality, project=project, created_at=at, **fields
    )


def make_attendance(meeting: Meeting, assignment: Assignment, **fields: Any) -> Attendance:
    fields.setdefault("was_present", True)
    fields.setdefault("hours", Decimal(2) if fields["was_present"] else Decimal(0))
    return Attendance.objects.create(
        municipality=meeting.municipality, meeting=meeting, assignment=assignment, **fields
    )


def make_rate(municipality: Municipality, kind: str = "fee_hour", amount: str = "355", **fields: Any) -> Rate:
    fields.setdefault("valid_from", date(2026, 1, 1))
    return Rate.objects.create(municipality=municipality, kind=kind, amount=Decimal(amount), **fields)
