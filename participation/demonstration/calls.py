"""Open calls of Nordvik: who wants to hear what, one call that everyone has an answer to, and one that is open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from projects.calls import announcing, collecting, deciding, queries, services
from projects.calls.models import Call, Interest
from projects.candidates.services import CannotChoose
from projects.requests import services as requests
from projects.requests.models import Request, RequestTerm
from projects.requests.services import Wanted
from representatives.catalogue.models import Term
from representatives.consent import queries as consents
from representatives.consent.models import Consent
from representatives.interests import services as wishes
from representatives.interests.models import Hearing
from representatives.registry.models import Representative

# A running project that the small year has too.
PROJECT = "trygg-medisin"
TOPICS_DAY, FIRST, SECOND = -15, -14, -3
SAID = (
    "Jeg har lyst til å være med og lese.",
    "Dette kjenner jeg igjen. Jeg kan møte på tirsdager.",
    "",
    "Jeg har ikke vært med før, men vil gjerne prøve.",
)
Act = Callable[[datetime], None]


@dataclass
class _Made:
    """What this room has laid so far."""

    listeners: list[Representative] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


def plan(year: Year) -> None:
    """Each step on its day, apart."""
    own, made = apart("calls"), _Made()
    steps: tuple[tuple[int, int, Any], ...] = (
        (TOPICS_DAY, 12, _choose_topics),
        (FIRST, 9, partial(_call, title="To som leser den nye medisinlista", until=-5)),
        (FIRST + 3, 19, _say),
        (-4, 9, _close),
        (-2, 10, _answer),
        (SECOND, 9, partial(_call, title="En som tester påminnelser på telefon", until=11)),
        (-1, 18, _say),
    )
    for day, hour, act in steps:
        year.plan(year.moment(day, hour), own(partial(act, year, made)))


def _term(key: str) -> Term:
    return Term.objects.get(municipality=None, key=key)


def _choose_topics(year: Year, made: _Made, at: datetime) -> None:
    """Every fourth person wants to hear about care at home, some once a week, one no more."""
    people = consents.consenting(
        Representative.objects.of(year.municipality).active().exclude(email=""), Consent.Purpose.EXPERIENCE
    )
    by = year.facilitator
    for number, person in enumerate(list(people.order_by("id"))[::4]):
        for key in ("home-care", "speak-in-groups")[: 1 + number % 2]:
            wishes.add_topic(representative=person, term=_term(key), by=by, at=at)
        how = (Hearing.How.AT_ONCE, Hearing.How.AT_ONCE, Hearing.How.WEEKLY, Hearing.How.AT_ONCE)[number % 4]
        how = Hearing.How.NEVER if number == 1 else how
        wishes.say_how(representative=person, how=how, by=by, at=at)
        made.listeners.append(person)


def _call(year: Year, made: _Made, at: datetime, *, title: str, until: int) -> None:
    """A small request in a running project, told to those who want to hear."""
    by: dict[str, Any] = {"by": year.facilitator, "at": at}
    wanted = requests.create_request(
        project=year.projects[PROJECT],
        terms=[Wanted(_term("home-care"), RequestTerm.Importance.WISH)],
        title=title,
        task="Lese et utkast hjemme, og møte oss én gang.",
        influence="Ordene på lista, og hva som står først.",
        seats=2,
        times="Ett møte på en tirsdag, klokka 13 til 15",
        place="Rådhuset, med heis",
        pay="600 kroner for møtet, og reisen",
        meeting_form=Request.MeetingForm.EITHER,
        **by,
    )
    requests.open_request(request=wanted, **by)
    call = services.create(
        request=wanted,
        open_until=year.today + timedelta(days=until),
        greeting="Vi trenger noen som ser på dette med friske øyne. Alle kan melde seg, også du som er ny.",
        **by,
    )
    services.publish(call=call, **by)
    opened = Call.objects.select_related("municipality", "request").get(pk=call.pk)
    announcing.announce(call=opened, at=at)
    made.calls.append(opened)


def _say(year: Year, made: _Made, at: datetime) -> None:
    """Some press the link in their letter, and one calls."""
    call = made.calls[-1]
    told = [person for person in made.listeners if call.notices.filter(representative=person).exists()]
    for person, words in zip(told, SAID, strict=False):
        collecting.say(call=call, representative=person, said_by=Interest.By.LINK, words=words, at=at)
    for person in [one for one in made.listeners if one not in told][:1]:
        said: dict[str, Any] = {"said_by": Interest.By.PHONE, "recorded_by": year.facilitator}
        collecting.say(call=call, representative=person, words="Ringte, og vil gjerne.", at=at, **said)


def _close(year: Year, made: _Made, at: datetime) -> None:
    services.close(call=made.calls[0], by=year.facilitator, at=at)


def _answer(year: Year, made: _Made, at: datetime) -> None:
    """Everyone is read; the first in the draw whom nothing holds back is taken on, and all get a letter."""
    by: dict[str, Any] = {"by": year.facilitator, "at": at}
    call = Call.objects.get(pk=made.calls[0].pk)
    rows = queries.reading(call).rows
    for row in rows:
        deciding.mark_read(interest=row.interest, **by)
    taken = False
    for row in rows:
        if not taken:
            taken = _is_taken(row.interest, by)
            if taken:
                continue
        deciding.decide(interest=row.interest, answer=Interest.Answer.NOT_NOW, **by)
    for row in queries.reading(call).to_tell:
        deciding.mark_told(interest=row.interest, **by)
    services.answer_all(call=call, **by)


def _is_taken(interest: Interest, by: dict[str, Any]) -> bool:
    try:
        deciding.decide(
            interest=interest,
            answer=Interest.Answer.CANDIDATE,
            reason="Har ringt, og kan møte på en tirsdag.",
            **by,
        )
    except CannotChoose:
        return False
    return True
