"""How the network of Nordvik is kept fresh: talks of the year written down, letters to the rest, and their answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from projects.candidates.models import Choice
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.consent.renewal import USUAL_MONTHS
from representatives.freshness import queries, services
from representatives.freshness.models import Checkup
from representatives.registry.models import Representative

# The yearly talks are written down before the first round; the letters are answered towards the end.
TALKS, ROUNDS, ANSWERS = -16, (-14, -7, -1), -3
PAUSE = timedelta(days=75)
Reply = Checkup.Reply
Act = Callable[[Year, datetime], None]


def plan(year: Year) -> None:
    """Each act on its day, apart."""
    own = apart("freshness")
    steps: list[tuple[int, int, Act]] = [(TALKS, 15, _write_down_talks), (ANSWERS, 18, _answer)]
    for day, hour, act in [*steps, *((day, 7, _go_round) for day in ROUNDS)]:
        year.plan(year.moment(day, hour), own(partial(act, year)))


def _write_down_talks(year: Year, at: datetime) -> None:
    """Whoever went through the profile with the facilitator this year said yes again on that day."""
    today = queries.day(at)
    fresh = Representative.objects.of(year.municipality).present().exclude(pk__in=_stale(year, at))
    due = Consent.objects.due(by=today, months=USUAL_MONTHS).filter(representative__in=fresh)
    for consent in due.select_related("representative").order_by("id"):
        said_on = max(consent.representative.confirmed_on or today, consent.given_on)
        consents.renew_one(
            consent=consent, channel=Consent.Channel.ORAL, given_on=said_on, by=year.facilitator, at=at
        )


def _stale(year: Year, at: datetime) -> Any:
    return Representative.objects.of(year.municipality).stale(queries.day(at)).order_by().values("pk")


def _go_round(_year: Year, at: datetime) -> None:
    services.go_round(at=at)


def _is_counted_on(person: Representative, at: datetime) -> bool:
    """Whether the person sits in a project, or is chosen for one."""
    chosen = Choice.objects.filter(representative=person, decision=Choice.Decision.CHOSEN)
    return queries.running_seats(person, at=at) > 0 or chosen.filter(request__state="open").exists()


def _answer(year: Year, at: datetime) -> None:
    """Some say that all is right, some have changes or want a pause, and some have not answered yet."""
    waiting = Checkup.objects.of(year.municipality).unanswered().by_mail()
    for number, checkup in enumerate(waiting.select_related("representative").order_by("id")):
        reply = (Reply.RIGHT, Reply.CHANGES, "", Reply.PAUSE)[number % 4]
        if not reply or (reply == Reply.PAUSE and _is_counted_on(checkup.representative, at)):
            continue
        wanted = queries.wanted_of(checkup.representative, today=queries.day(at))
        services.answer(
            checkup=checkup,
            reply=reply,
            channel=Consent.Channel.FORM,
            until=queries.day(at) + PAUSE,
            renewals={one.purpose: True for one in wanted},
            at=at,
        )
