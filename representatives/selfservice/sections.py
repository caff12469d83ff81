"""What the person decides, as lines on the person page, each leading to the room's own page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access.permissions import Permission
from representatives.availability import queries as availability
from representatives.availability.words import plain
from representatives.consent.models import Consent
from representatives.interests import queries as interests
from representatives.interests.models import Hearing
from representatives.proxies import queries as proxies
from representatives.registry.models import Representative
from representatives.registry.sections import Line, Section
from representatives.selfservice import queries
from representatives.selfservice.words import CHANGES

MOST = 5


def decided_by(person: Representative, user: Any, today: date) -> list[Line]:
    """When, who sees what, needs, who answers, My page: with what holds now. Needs are never told here."""
    if person.has_left:
        return []
    slug, key = person.municipality.slug, person.public_id
    return [
        Line(
            _("When the person can"),
            reverse("availability_detail", args=[slug, key]),
            plain(availability.pattern_of(person), today) or _("Nobody has said"),
        ),
        Line(_("Who sees what"), reverse("visibility_detail", args=[slug, key]), _shown(person)),
        Line(
            _("What the person wants to hear about"),
            reverse("topic_list", args=[slug, key]),
            _hearing(person),
        ),
        Line(_("Support needs"), reverse("support_need_list", args=[slug, key]), _("Opened for a purpose")),
        Line(_("Who answers for the person"), reverse("proxy_detail", args=[slug, key]), _answering(person)),
        *_my_page(person),
    ]


def changed_by(person: Representative, user: Any, _today: date) -> list[Line]:
    """What the person has changed themself, newest first."""
    slug, key = person.municipality.slug, person.public_id
    lines = []
    for row in queries.changed_by_themself(person, most=MOST):
        label, url_name = CHANGES.get(row.kind, (gettext_lazy("Changed something"), "representative_detail"))
        address = [slug] if url_name == "paper_copy_list" else [slug, key]
        day = date_format(localtime(row.at), "DATE_FORMAT")
        lines.append(Line(str(label), reverse(url_name, args=address), day))
    return lines


def _shown(person: Representative) -> str:
    """Whether projects see anything beside the name; what it is, is on the page of its own."""
    sharing = Consent.Purpose.SHARING
    # The person page has fetched the consents with the person.
    if any(given.purpose == sharing and given.is_in_force for given in person.consents.all()):
        return _("Projects see what the person has chosen")
    return _("Projects see the name")


def _hearing(person: Representative) -> str:
    """How often; which topics is on the page of its own, for they may tell of health."""
    return str(Hearing.How(interests.how_of(person)).label)


def _answering(person: Representative) -> str:
    proxy = proxies.current_of(person)
    if proxy is None:
        return _("The person answers alone")
    return f"{proxy.name} ({proxy.relation})" if proxy.relation else proxy.name


def _my_page(person: Representative) -> list[Line]:
    if person.user_id is not None:
        return []
    address = reverse("my_page_open", args=[person.municipality.slug, person.public_id])
    return [Line(_("Open My page for the person"), address, _("The person has no account yet"))]


SECTIONS = (
    Section("decides", gettext_lazy("What the person decides"), Permission.REGISTRY_WRITE, decided_by, 40),
    Section("changed", gettext_lazy("Changed by the person"), Permission.REGISTRY_READ, changed_by, 45),
)
