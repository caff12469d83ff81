"""The representatives of Nordvik, with the lives they lead in the registry. Everyone is invented."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.accounts import services as accounts
from config.core.organisations.models import Role
from participation.demonstration.course import Year
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.models import Relation, Representative

GIVEN = (
    "Anne Liv Bjørg Ingrid Marit Solveig Kari Randi Gerd Turid Eva Wenche Berit Else Hilde Tove Grete Unni Aud Sissel "
    "Jan Per Bjørn Kjell Odd Arne Svein Knut Geir Terje Rolf Leif Tor Egil Helge Magne Harald Øystein Roar Dag "
    "Fatima Amina Samira Olena Piotr Yusuf Máret Áilu Elin Silje Stian Marius Camilla Thea Henrik Astrid Ragnhild"
).split()
FAMILY = (
    "Aasen Bakken Dahl Eide Fossum Granli Haugland Isaksen Johnsrud Kleven Lien Moen Nygård Opsahl Pettersen Rønning "
    "Sandnes Teigen Ulvik Vangen Westby Ytterdal Østby Åmodt Brekke Solbakk Nordli Storhaug Myhre Engen Hagen Lunde "
    "Kristoffersen Utsi Somby Hassan Kowalska Shevchenko Ali Nguyen"
).split()
AREAS = ("Sentrum", "Østmarka", "Fjellgrenda", "Vestbygda", "Øyane", "Nordre bydel")
TIMES = (
    "Dagtid på hverdager",
    "Etter klokka 12",
    "Tirsdager og torsdager",
    "Kveldstid",
    "Helst på skjerm",
    "",
)
ORGANISATIONS = (
    "",
    "",
    "",
    "",
    "LHL Nordvik",
    "Pensjonistforeningen",
    "Mental Helse Nordvik",
    "Diabetesforbundet",
    "FFO",
)
MANDATES = ("own", "own", "next_of_kin", "own", "organisation", "bereaved", "")
NOTES = (
    "",
    "",
    "",
    "Vil helst bli ringt.",
    "Trenger skyss til møter.",
    "Bruker teleslynge.",
    "Er bortreist i juli.",
)

# What the one with an account has been through and can do: enough for the requests that the story asks her for.
OWN_EXPERIENCE = (("mental-health", Relation.OWN, 2), ("home-care", Relation.OWN, 2))
OWN_SKILLS = (("plain-language", 3), ("digital-testing", 2))
OWN_SINCE, OWN_ACCOUNT_SINCE, OWN_CONFIRMED = -700, -200, -20
# Who began a rest so long ago that somebody should have called since.
RESTS_LONG, LONG_REST = 84, -205
State, Source = Representative.State, Representative.Source


@dataclass(frozen=True)
class _Vocabulary:
    experience: list[Term]
    services: list[Term]
    skills: list[Term]

    @classmethod
    def read(cls) -> "_Vocabulary":
        shared = Term.objects.filter(municipality=None, state=Term.State.ACTIVE).order_by("order", "key")
        return cls(
            experience=list(shared.filter(kind=Term.Kind.EXPERIENCE)),
            services=list(shared.filter(kind=Term.Kind.SERVICE)),
            skills=list(shared.filter(kind=Term.Kind.SKILL)),
        )


def plan(year: Year) -> None:
    """Everybody is taken in on a day of their own; the first of them gets an account for My page."""
    words = _Vocabulary.read()
    for number in range(year.scale.people):
        since = OWN_SINCE if not number else -year.random.randint(year.scale.newest, 900)
        if number % 24 == 23:
            since = -number // 24 - 1
        taken_in = year.moment(since, year.random.randint(8, 15), year.random.randrange(60))
        year.plan(taken_in, partial(_take_in, year, words, number))


def _take_in(year: Year, words: _Vocabulary, number: int, at: datetime) -> None:
    """One person: registered, and unless still in conversation, with consents, terms and a later life."""
    random, by = year.random, year.facilitator
    # No two in the town are called the same: a second person of a given name has another family.
    turn, first = divmod(number, len(GIVEN))
    given, family = GIVEN[first], FAMILY[(first * 7 + turn * 11) % len(FAMILY)]
    has_mail, has_applied = number % 6 != 5, number % 24 == 23
    person = registry.register(
        municipality=year.municipality,
        source=Source.SELF if has_applied else random.choice([Source.FACILITATOR, Source.IMPORTED]),
        by=by,
        at=at,
        state=State.APPLIED if has_applied else State.IN_CONVERSATION,
        given_name=given,
        family_name=family,
        email=f"{_plain(given)}.{_plain(family)}{number}@example.org" if has_mail else "",
        phone=f"+4740{612000 + number:06d}",
        channel=Representative.Channel.EMAIL if has_mail else Representative.Channel.PHONE,
        birth_year=random.choice(range(1938, 2004)),
        area=AREAS[number % len(AREAS)],
        language="nn" if number % 9 == 4 else "",
        mandate=MANDATES[number % len(MANDATES)],
        nominated_by="Eldrerådet i Nordvik" if number % 15 == 7 else "",
        organisation=random.choice(ORGANISATIONS),
        availability=random.choice(TIMES),
        note=random.choice(NOTES),
        most_at_once=random.choice([None, None, 1, 2]) if number else None,
        is_mediated=number % 17 == 3,
    )
    if not number:
        _begin_own(year, person, at)
    elif number % 12 != 11:
        # Two of three also say yes to being quoted, so that the reports have voices.
        _consent(year, person, may_quote=number % 3 != 1, at=at)
        _keep_terms(year, person, words, at)
        _keep_meeting_forms(person, number, by, at)
        _plan_life(year, person, number, at)


def _begin_own(year: Year, person: Representative, at: datetime) -> None:
    """The one whom a visitor can sign in as."""
    by, year.own = year.facilitator, person
    _consent(year, person, may_quote=True, at=at)
    for key, relation, level in OWN_EXPERIENCE:
        term = Term.objects.get(municipality=None, key=key)
        consent.keep_experience(
            representative=person, term=term, relation=relation, level=level, by=by, at=at
        )
    for key, level in OWN_SKILLS:
        term = Term.objects.get(municipality=None, key=key)
        registry.keep_skill(representative=person, term=term, level=level, by=by, at=at)
    _become_active(year, person, at)
    year.plan(year.moment(OWN_ACCOUNT_SINCE), partial(_give_account, year, person))
    year.plan(year.moment(OWN_CONFIRMED), partial(_confirm, year, person))


def _give_account(year: Year, person: Representative, at: datetime) -> None:
    membership = accounts.give_role(
        municipality=year.municipality,
        email="anne@demo.example.org",
        role=Role.REPRESENTATIVE,
        by=None,
        at=at,
        name=person.name,
    )
    Representative.objects.filter(pk=person.pk).update(user=membership.user)


def _consent(year: Year, person: Representative, *, may_quote: bool, at: datetime) -> None:
    channel = year.random.choice([Consent.Channel.PAPER, Consent.Channel.ORAL, Consent.Channel.FORM])
    purposes = [Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE]
    for purpose in [*purposes, Consent.Purpose.QUOTATION] if may_quote else purposes:
        consent.give(
            representative=person,
            purpose=purpose,
            channel=channel,
            given_on=timezone.localdate(at),
            by=year.facilitator,
            at=at,
        )


def _keep_terms(year: Year, person: Representative, words: _Vocabulary, at: datetime) -> None:
    random, by = year.random, year.facilitator
    relation = random.choice(
        [Relation.OWN, Relation.OWN, Relation.OWN, Relation.NEXT_OF_KIN, Relation.BEREAVED]
    )
    wanted = random.sample(words.experience, random.choice([1, 1, 2, 3])) + random.sample(words.services, 1)
    for term in wanted:
        consent.keep_experience(
            representative=person,
            term=term,
            relation=relation,
            level=random.choice([1, 2, 2, 3]),
            by=by,
            at=at,
        )
    for term in random.sample(words.skills, random.choice([0, 1, 2, 3])):
        registry.keep_skill(representative=person, term=term, level=random.choice([1, 2, 3, 4]), by=by, at=at)


def _keep_meeting_forms(person: Representative, number: int, by: Any, at: datetime) -> None:
    """Nearly everybody has said how they can meet; two in three on screen too."""
    forms = [] if number % 8 == 5 else ["meet-in-person"] + ["meet-digitally"] * bool(number % 3)
    for term in Term.objects.filter(municipality=None, key__in=forms).order_by("key"):
        registry.keep_skill(representative=person, term=term, level=2, by=by, at=at)


def _plan_life(year: Year, person: Representative, number: int, at: datetime) -> None:
    """Active at once; most profiles are gone through again, some people rest or leave towards the end."""
    _become_active(year, person, at)
    again = -year.random.randint(5, 330)
    if number % 9 != 2:
        year.plan(max(at, year.moment(again, 13)), partial(_confirm, year, person))
    if number % 19 == 8:
        unit = year.units[("Nordvik sykehjem", "Legevakta")[number % 2]]
        registry.add_no_go(representative=person, unit=unit, by=year.facilitator, at=at)
    if number == RESTS_LONG and at < year.moment(LONG_REST - 30):
        # A rest that nobody has talked about since: the gap view finds it.
        year.plan(
            year.moment(LONG_REST, 14), partial(_move, year, person, State.RESTING, "Ba om en pause", None)
        )
    elif number % 13 == 6:
        until = year.day(year.random.randint(20, 120))
        year.plan(year.moment(-9, 14), partial(_move, year, person, State.RESTING, "Ba om en pause", until))
    elif number % 23 == 9:
        year.plan(year.moment(-30, 14), partial(_move, year, person, State.LEFT, "Flyttet", None))
    elif number % 31 == 16:
        year.plan(year.moment(-50, 11), partial(_withdraw, year, person, Consent.Purpose.EXPERIENCE))
    elif number % 41 == 22:
        year.plan(year.moment(-75, 11), partial(_withdraw, year, person, Consent.Purpose.NETWORK))


def _move(year: Year, person: Representative, to: str, reason: str, until: date | None, at: datetime) -> None:
    about: dict[str, Any] = {"reason": reason, "until": until, "by": year.facilitator, "at": at}
    registry.move(representative=person, to=to, thanks=True, **about)


def _withdraw(year: Year, person: Representative, purpose: str, at: datetime) -> None:
    if at > person.created_at:
        consent.withdraw(representative=person, purpose=purpose, by=year.facilitator, at=at)


def _become_active(year: Year, person: Representative, at: datetime) -> None:
    registry.move(
        representative=person, to=State.ACTIVE, by=year.facilitator, at=at, reason="Klar etter samtale"
    )
    registry.confirm(representative=person, by=year.facilitator, at=at)


def _confirm(year: Year, person: Representative, at: datetime) -> None:
    registry.confirm(representative=person, by=year.facilitator, at=at)


def _plain(name: str) -> str:
    return name.lower().translate(str.maketrans("øåáæ", "oaae"))
