"""What the person page tells of preparation: what is open, what is missing, and who walks beside whom."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from representatives.onboarding import queries
from representatives.onboarding.texts import CURRENT_VERSION
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section


def lines(person: Representative, user: Any, today: date) -> list[Line]:
    """Preparation in a few lines, each of which leads to its page."""
    if person.has_left:
        return []
    page = reverse("preparation_detail", args=[person.municipality.slug, person.public_id])
    return [
        _roles(person, page),
        *_step(person, page, today),
        _declaration(person, page),
        *_pairs(person, user),
    ]


def _roles(person: Representative, page: str) -> Line:
    ready = queries.readiness(person)
    opened = ", ".join(role.name for role in ready.opened)
    missing = "; ".join(
        _("missing for %(role)s: %(courses)s")
        % {"role": role.name, "courses": _(" or ").join(course.name for course in courses)}
        for role, courses in ready.missing
    )
    note = " · ".join(part for part in (_("Opens for: %(roles)s") % {"roles": opened}, missing) if part)
    if ready.missing:
        return Line(_("What the person is prepared for"), page, note, _("Something is missing"), "warning")
    return Line(_("What the person is prepared for"), page, note, _("Open for all roles"), "success")


def _step(person: Representative, page: str, today: date) -> list[Line]:
    talk = queries.next_step_of(person.conversations.all())
    if talk is None:
        return []
    if talk.next_step_on is None:
        return [Line(_("Agreed next step"), page, talk.next_step, _("No date"))]
    color = "danger" if talk.next_step_on < today else "info"
    day = date_format(talk.next_step_on, "SHORT_DATE_FORMAT")
    return [Line(_("Agreed next step"), page, talk.next_step, _("By %(day)s") % {"day": day}, color)]


def _declaration(person: Representative, page: str) -> Line:
    signed = [paper for paper in person.declarations.all() if paper.text_version == CURRENT_VERSION]
    title = _("Declaration of confidentiality")
    if signed:
        day = date_format(signed[0].signed_on, "SHORT_DATE_FORMAT")
        return Line(
            title, page, signed[0].get_channel_display(), _("Signed %(day)s") % {"day": day}, "success"
        )
    older = person.declarations.all()
    if older:
        day = date_format(older[0].signed_on, "SHORT_DATE_FORMAT")
        note = _("An earlier text was signed %(day)s") % {"day": day}
        return Line(title, page, note, _("The text of today is not signed"), "neutral")
    return Line(title, page, "", _("Not signed"), "warning")


def _pairs(person: Representative, user: Any) -> list[Line]:
    running = [pair for pair in queries.pairs_of(person) if pair.ended_on is None]
    found = []
    for pair in running:
        other = pair.mentor if pair.representative_id == person.pk else pair.representative
        title = _("Mentor: %(name)s") if other.pk == pair.mentor_id else _("Mentor for %(name)s")
        since = date_format(pair.started_on, "SHORT_DATE_FORMAT")
        page = reverse("representative_detail", args=[person.municipality.slug, other.public_id])
        found.append(
            Line(title % {"name": other.name}, page, "", _("Since %(day)s") % {"day": since}, "info")
        )
    return found


PREPARATION = Section("preparation", gettext_lazy("Preparation"), Permission.ONBOARDING_WRITE, lines, 40)
