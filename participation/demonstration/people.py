"""The people of Nordvik: units, staff accounts, and about 120 representatives. Everyone is invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from config.core.accounts import services as accounts
from config.core.accounts.models import User
from config.core.organisations import services as organisations
from config.core.organisations.models import Municipality, Role, Unit
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.models import Relation, Representative

UNITS: dict[str, tuple[str, ...]] = {
    "Helse og omsorg": (
        "Hjemmetjenesten sentrum",
        "Hjemmetjenesten nord",
        "Nordvik sykehjem",
        "Fysio- og ergoterapi",
        "Frisklivssentralen",
    ),
    "Helse og mestring": (
        "Psykisk helse og rus",
        "Helsestasjonen",
        "Fastlegene i Nordvik",
        "Legevakta",
        "Tildelingskontoret",
    ),
}

STAFF: tuple[tuple[Role, str, str, str], ...] = (
    (Role.FACILITATOR, "Marte Solheim", "marte", ""),
    (Role.PROFESSIONAL, "Jonas Berg Haugen", "jonas", ""),
    (Role.UNIT_MANAGER, "Hege Lunde", "hege", "Hjemmetjenesten sentrum"),
    (Role.SENIOR_MANAGER, "Torstein Aune", "torstein", ""),
    (Role.ADMINISTRATOR, "Ida Nystad", "ida", ""),
)

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
NOTES = (
    "",
    "",
    "",
    "Vil helst bli ringt.",
    "Trenger skyss til møter.",
    "Bruker teleslynge.",
    "Er bortreist i juli.",
)


@dataclass
class Cast:
    """Who is there when the rest of the year is laid."""

    municipality: Municipality
    facilitator: User
    users: dict[Role, User]
    units: dict[str, Unit]
    people: list[Representative]
    own: Representative


def load(*, municipality: Municipality, at: datetime, random: Random, count: int = 120) -> Cast:
    """Units, accounts and representatives of the demonstration, as of `at`."""
    start = at - timedelta(days=365)
    users = {}
    units: dict[str, Unit] = {}
    for top, below in UNITS.items():
        units[top] = organisations.create_unit(municipality=municipality, name=top, at=start, by=None)
        for name in below:
            units[name] = organisations.create_unit(
                municipality=municipality, name=name, at=start, by=None, parent=units[top]
            )
    for role, name, mailbox, unit in STAFF:
        membership = accounts.give_role(
            municipality=municipality,
            email=f"{mailbox}@demo.example.org",
            role=role,
            by=None,
            at=start,
            name=name,
            unit=units.get(unit),
        )
        users[role] = membership.user
    facilitator = users[Role.FACILITATOR]
    vocabulary = _Vocabulary.read()
    people = [_person(municipality, facilitator, vocabulary, at, random, number) for number in range(count)]
    own = _with_account(people, municipality, at)
    users[Role.REPRESENTATIVE] = own.user  # type: ignore[assignment]  # given an account just now
    return Cast(municipality, facilitator, users, units, people, own)


@dataclass(frozen=True)
class _Vocabulary:
    experience: list[Term]
    services: list[Term]
    skills: list[Term]

    @classmethod
    def read(cls) -> "_Vocabulary":
        shared = Term.objects.filter(municipality=None, state=Term.State.ACTIVE).order_by("order")
        return cls(
            experience=list(shared.filter(kind=Term.Kind.EXPERIENCE)),
            services=list(shared.filter(kind=Term.Kind.SERVICE)),
            skills=list(shared.filter(kind=Term.Kind.SKILL)),
        )


def _person(
    municipality: Municipality, by: User, words: _Vocabulary, at: datetime, random: Random, number: int
) -> Representative:
    """One representative with a life behind them: taken in some time ago, consents, terms, perhaps at rest or gone."""
    taken_in = at - timedelta(days=random.randint(20, 900), hours=random.randint(0, 6))
    given, family = GIVEN[number % len(GIVEN)], FAMILY[(number * 7 + number // len(GIVEN)) % len(FAMILY)]
    has_mail = number % 6 != 5
    person = registry.register(
        municipality=municipality,
        source=random.choice([Representative.Source.FACILITATOR, Representative.Source.IMPORTED]),
        by=by,
        at=taken_in,
        state=Representative.State.IN_CONVERSATION,
        given_name=given,
        family_name=family,
        email=f"{_plain(given)}.{_plain(family)}{number}@example.org" if has_mail else "",
        phone=f"+4740{612000 + number:06d}",
        channel=Representative.Channel.EMAIL if has_mail else Representative.Channel.PHONE,
        birth_year=random.choice(range(1938, 2004)),
        area=AREAS[number % len(AREAS)],
        language="nn" if number % 9 == 4 else "",
        organisation=random.choice(ORGANISATIONS),
        availability=random.choice(TIMES),
        note=random.choice(NOTES),
        most_at_once=random.choice([None, None, 1, 2]),
        is_mediated=number % 17 == 3,
    )
    if number % 12 == 11:
        return person
    _consents_and_terms(person, by, words, taken_in, random)
    _later_life(person, by, at, taken_in, random, number)
    person.refresh_from_db()
    return person


def _consents_and_terms(
    person: Representative, by: User, words: _Vocabulary, at: datetime, random: Random
) -> None:
    channel = random.choice([Consent.Channel.PAPER, Consent.Channel.ORAL, Consent.Channel.FORM])
    for purpose in (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE):
        consent.give(representative=person, purpose=purpose, channel=channel, given_on=_day(at), by=by, at=at)
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


def _later_life(
    person: Representative, by: User, at: datetime, taken_in: datetime, random: Random, number: int
) -> None:
    state = Representative.State
    registry.move(representative=person, to=state.ACTIVE, by=by, at=taken_in, reason="Klar etter samtale")
    if number % 5:
        confirmed = max(taken_in, at - timedelta(days=random.randint(5, 330)))
        registry.confirm(representative=person, by=by, at=confirmed)
    else:
        registry.confirm(representative=person, by=by, at=taken_in)
    if number % 13 == 6:
        until = _day(at) + timedelta(days=random.randint(20, 120))
        registry.move(
            representative=person,
            to=state.RESTING,
            by=by,
            at=at - timedelta(days=9),
            reason="Ba om en pause",
            until=until,
        )
    elif number % 23 == 9:
        registry.move(
            representative=person, to=state.LEFT, by=by, at=at - timedelta(days=30), reason="Flyttet"
        )


def _with_account(people: list[Representative], municipality: Municipality, at: datetime) -> Representative:
    """Gives one representative an account, for My page."""
    own = next(p for p in people if p.email and p.state == Representative.State.ACTIVE)
    membership = accounts.give_role(
        municipality=municipality,
        email="anne@demo.example.org",
        role=Role.REPRESENTATIVE,
        by=None,
        at=at - timedelta(days=200),
        name=own.name,
    )
    own.user = membership.user
    own.save(update_fields=["user"])
    return own


def _day(at: datetime) -> date:
    return at.date()


def _plain(name: str) -> str:
    return name.lower().replace("ø", "o").replace("å", "a").replace("æ", "ae").replace("á", "a")
