"""What the representatives of Nordvik have said themselves: when, who sees what, needs, and who answers for them."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.audit import services as audit
from participation.demonstration.course import Year
from representatives.availability import services as availability
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.proxies import services as proxies
from representatives.registry.models import Representative
from representatives.selfservice import services as selfservice
from representatives.support_needs import services as support_needs
from representatives.visibility import services as visibility

# The last days of the year, so that what is said here moves nothing that is told elsewhere.
OWN_DAY, OTHERS_DAY = -6, -5
# Early, so that some answers of the year are given by somebody else.
PROXIES_DAY = -330
MORNINGS, TUESDAYS = ((0, "morning"), (2, "morning")), ((1, "morning"), (1, "afternoon"), (3, "evening"))
WORKDAYS = tuple((day, part) for day in range(5) for part in ("morning", "afternoon"))
EVENINGS = tuple((day, "evening") for day in range(4))
WEEKS = (TUESDAYS, WORKDAYS, EVENINGS, MORNINGS)
NEEDS = (
    ("access", "Heis eller inngang uten trapper.", "meetings"),
    ("hearing", "Teleslynge, og plass nær den som snakker.", "meetings"),
    ("sight", "Papirer med stor skrift, noen dager før.", "both"),
    ("company", "Har med datteren min.", "meetings"),
    ("pauses", "En pause hver time.", "meetings"),
    ("transport", "Skyss fra Fjellgrenda.", "meetings"),
)
ACTING = (
    ("Lise Moen", "datter", "lise.moen@example.org"),
    ("Ola Granli", "støttekontakt", "ola.granli@example.org"),
    ("Tor Egil Vik", "ektefelle", "tor.egil.vik@example.org"),
)


def plan(year: Year) -> None:
    """First the one with an account, by herself; then what the facilitator has written down for others."""
    year.plan(year.moment(PROXIES_DAY, 12), partial(_name_proxies, year))
    year.plan(year.moment(OWN_DAY, 18), partial(_own, year))
    year.plan(year.moment(OTHERS_DAY, 12), partial(_others, year))


def _own(year: Year, at: datetime) -> None:
    person = Representative.objects.select_related("user").get(pk=year.own.pk)
    said: dict[str, Any] = {"representative": person, "by": person.user, "at": at}
    availability.say(week=MORNINGS, until=None, note="Helst ikke i skolens ferier.", **said)
    first = year.today + timedelta(days=40)
    availability.add_days(from_on=first, to_on=first + timedelta(days=13), **said)
    consent.give(
        purpose=Consent.Purpose.SHARING, channel=Consent.Channel.FORM, given_on=timezone.localdate(at), **said
    )
    visibility.choose_all(
        audiences={"phone": "project", "availability": "project", "skills": "network"}, **said
    )
    # What the page shows of others: who has looked, and what for.
    for purpose in ("registry", "candidates", "invitations"):
        audit.record_read(person, by=year.facilitator, at=at, purpose=purpose, fields=["profile"])
    support_needs.keep(kind="sight", purpose="both", text="Papirer med stor skrift, noen dager før.", **said)


def _others(year: Year, at: datetime) -> None:
    """Every fifth person has told of a week, some of a need; one waits for a copy on paper."""
    people = list(
        Representative.objects.of(year.municipality).active().exclude(pk=year.own.pk).order_by("id")
    )
    for number, person in enumerate(people[::5]):
        said: dict[str, Any] = {"representative": person, "by": year.facilitator, "at": at}
        availability.say(week=WEEKS[number % len(WEEKS)], until=None, **said)
        if number < len(NEEDS):
            kind, text, purpose = NEEDS[number]
            support_needs.keep(kind=kind, text=text, purpose=purpose, **said)
    for person in people[3:4]:
        selfservice.ask_for_copy(representative=person, by=year.facilitator, at=at)


def _name_proxies(year: Year, at: datetime) -> None:
    """A few people have somebody who gets their letters and answers for them."""
    people = Representative.objects.of(year.municipality).active().exclude(pk=year.own.pk).order_by("id")
    for person, (name, relation, email) in zip(list(people)[1::7], ACTING, strict=False):
        proxies.name(
            representative=person, name=name, relation=relation, email=email, by=year.facilitator, at=at
        )
