"""How fresh a profile is, for the person page."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from representatives.freshness.models import Checkup
from representatives.freshness.queries import day, policy_of
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section


def freshness_of(person: Representative, user: Any, today: date) -> list[Line]:
    """When the profile was last confirmed and is asked about next, and the question that is open."""
    if person.has_left:
        return []
    slug = person.municipality.slug
    rows = Checkup.objects.visible_to(user).filter(representative=person).open()
    waiting = list(rows.order_by("asked_at", "id"))
    lines = [_confirmed(person, today, reverse("policy_detail", args=[slug]), is_asked=bool(waiting))]
    for checkup in waiting:
        facts = {
            "asked": date_format(day(checkup.asked_at), "SHORT_DATE_FORMAT"),
            "due": date_format(checkup.due_on, "SHORT_DATE_FORMAT"),
        }
        lines.append(
            Line(
                str(checkup.get_kind_display()),
                reverse("checkup_answer", args=[slug, checkup.public_id]),
                _("Asked %(asked)s, answer by %(due)s") % facts,
                str(checkup.get_reply_display() if checkup.reply else _("Waiting")),
                "warning",
            )
        )
    return lines


def _confirmed(person: Representative, today: date, url: str, *, is_asked: bool) -> Line:
    policy = policy_of(person.municipality_id)
    since = person.confirmed_on or day(person.created_at)
    next_on = max(since + timedelta(days=policy.confirm_after_days), today)
    day_of_asking = {"day": date_format(next_on, "SHORT_DATE_FORMAT")}
    asked = "" if is_asked else _("Asked next: %(day)s") % day_of_asking
    if person.confirmed_on is None:
        return Line(_("Never confirmed"), url, asked, _("Not confirmed"), "warning")
    title = _("Last confirmed %(day)s") % {"day": date_format(person.confirmed_on, "SHORT_DATE_FORMAT")}
    is_fresh = next_on > today
    return Line(title, url, asked, _("Fresh") if is_fresh else _("Due"), "success" if is_fresh else "warning")


FRESHNESS = Section(
    "freshness", gettext_lazy("Is the profile still right?"), Permission.REGISTRY_READ, freshness_of, 50
)
