"""Saying that one is glad to be asked, taking it back, and the courses for professionals."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from participation.engagement import happenings
from participation.engagement.glad import GladToHelp, StaffCourse
from participation.engagement.models import Fact, Professional


class CannotGuide(Exception):
    """It cannot be said or kept like this; the text says why and can be shown."""


def done_before(professional: Professional, *, today: Any) -> set[Fact.Kind]:
    """What a professional has done with representatives: every kind of fact but talks and courses."""
    facts = happenings.of(professional, today=today)
    return {one.kind for one in facts} - {Fact.Kind.CONTACT, Fact.Kind.TRAINED}


@transaction.atomic
def say_glad(*, professional: Professional, about: str, by: Any, at: datetime, story: str = "") -> GladToHelp:
    """The professional says, in own words, that colleagues may ask; with a story of how it went, if they like.

    Said again, the new words hold: a story that is left empty is shared no more.

    Refuses anybody but the person, empty words, and a person who has not done any of it yet.
    """
    if by is None or professional.user_id != by.pk:
        raise CannotGuide(_("Only the person can say this."))
    if not about.strip():
        raise CannotGuide(_("Write what colleagues can ask you about."))
    if not done_before(professional, today=timezone.localdate(at)):
        raise CannotGuide(_("You can say this when you have done it once, such as hosted a meeting."))
    row, _is_new = GladToHelp.objects.update_or_create(
        professional=professional,
        defaults={
            "municipality_id": professional.municipality_id,
            "about": about.strip(),
            "story": story.strip(),
            "at": at,
        },
    )
    fields = ["about", "story"]
    audit.record("glad_to_help.said", obj=row, by=by, at=at, fields=fields, subject=professional)
    return row


@transaction.atomic
def take_back(*, professional: Professional, by: Any, at: datetime) -> None:
    """One press, and the person is not on the list any more. Refuses anybody but the person."""
    if by is None or professional.user_id != by.pk:
        raise CannotGuide(_("Only the person can say this."))
    for row in GladToHelp.objects.filter(professional=professional):
        audit.record("glad_to_help.taken_back", obj=row, by=by, at=at, subject=professional)
        row.delete()


@transaction.atomic
def write_course(
    *,
    municipality: Municipality,
    name: str,
    by: Any,
    at: datetime,
    about: str = "",
    address: str = "",
    is_offered: bool = True,
    course: StaffCourse | None = None,
) -> StaffCourse:
    """Adds a course for professionals, or changes one. Refuses a name that another has."""
    same = StaffCourse.objects.filter(municipality=municipality, name=name.strip())
    if course is not None:
        same = same.exclude(pk=course.pk)
    if same.exists():
        raise CannotGuide(_("There is a course of this name already."))
    if not name.strip():
        raise CannotGuide(_("Write what the course is called."))
    held = course or StaffCourse(municipality=municipality, created_at=at)
    held.name, held.about, held.address = name.strip(), about.strip(), address
    held.is_offered = is_offered
    held.save()
    audit.record("staff_course.written", obj=held, by=by, at=at, fields=["name", "about", "address"])
    return held
