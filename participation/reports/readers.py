"""Whom a report is for, and who has opened it."""

from datetime import datetime
from typing import Any

from django.db.models import Min, Q

from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Membership, Role
from participation.reports.models import Report
from participation.support.queries import facilitators_of, upward

OPENED = "report.opened"
Kind = Report.Kind


def of(report: Report) -> list[User]:
    """Who gets a letter: the management that the kind is for. Those who took part find theirs when they sign in."""
    members = Membership.objects.current().filter(municipality=report.municipality_id)
    seniors = Q(role=Role.SENIOR_MANAGER)
    managers = Q(role=Role.UNIT_MANAGER)
    if report.unit_id is not None:
        managers &= Q(unit__in=upward(report.unit_id))
    wanted = {
        Kind.SENIOR: seniors,
        Kind.UNIT: managers,
        Kind.PROJECT: managers,
        Kind.YEARLY: managers if report.unit_id else seniors | managers,
        Kind.BLOCK: managers if report.unit_id else seniors,
        Kind.DUTIES: managers if report.unit_id else seniors,
        Kind.PLAIN: Q(pk__in=[]),
    }[Kind(report.kind)]
    chosen = Q(pk__in=members.filter(wanted).values("user"))
    if report.project is not None and report.project.leader_id:
        chosen |= Q(pk=report.project.leader_id)
    return list(User.objects.filter(chosen, is_active=True).order_by("id"))


def writers(municipality: Any) -> list[User]:
    """Who is told that a draft is ready."""
    return facilitators_of(municipality)


def opened(report: Report) -> list[tuple[str, datetime]]:
    """Names of those who have opened the page signed in, and when first; the earliest first. Not who made it."""
    rows = AuditEvent.objects.about(report).filter(kind=OPENED).order_by().values("actor_id")
    first = dict(rows.annotate(first=Min("at")).values_list("actor_id", "first"))
    names = {user.public_id: user.get_full_name() for user in User.objects.filter(public_id__in=first)}
    own = report.made_by.public_id if report.made_by else ""
    found = [(names[actor], at) for actor, at in first.items() if actor in names and actor != own]
    return sorted(found, key=lambda one: one[1])
