"""Finding people, and everything that a person page shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Count, F, Prefetch, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.folding import fold
from config.core.organisations.models import Membership, Role
from config.core.organisations.queries import service_people
from config.core.privacy.fields import lookup
from representatives.catalogue.models import Term
from representatives.registry import narrowing
from representatives.registry.models import NoGo, ProfileTerm, Representative, StateChange
from representatives.registry.querysets import STALE_AFTER_DAYS, RepresentativeQuerySet

PHONE = re.compile(r"(\+|00)?[0-9]{8,15}")
NOT_IN_NUMBERS = re.compile(r"[\s().-]")

LACKS_CONSENT, LACKS_CONFIRMATION = "consent", "confirmation"
LEAST_OF_A_NAME, MOST_OF_A_NAME = 3, 5


# In which order a list of people stands.
BY_NAME, BY_CONTACT, BY_AGE = "", "contact", "newest"
_ORDERS: dict[str, tuple[Any, ...]] = {
    BY_NAME: ("family_name", "given_name", "id"),
    BY_CONTACT: (F("last_contact_on").asc(nulls_first=True), "family_name", "given_name", "id"),
    BY_AGE: ("-created_at", "-id"),
}


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow; `channel` is the recruitment channel they came through.

    `group` is the key of a group that an app above has registered.
    """

    text: str = ""
    experience: Term | None = None
    skill: Term | None = None
    area: str = ""
    mandate: str = ""
    contact: Any = None
    channel: str = ""
    state: str = ""
    lacks: str = ""
    group: str = ""
    order: str = BY_NAME


def find(*, user: Any, municipality: Any, search: Search, today: date) -> RepresentativeQuerySet:
    """People of a municipality that fit the search, with the terms that a list shows.

    Text is matched word by word against names, organisation and area; a whole e-mail or phone number is matched exactly
    through its blind index. Those who have left are shown only when asked for; stale profiles stand last.
    """
    people = Representative.objects.visible_to(user).of(municipality)
    people = people.filter(state=search.state) if search.state else people.present()
    if search.lacks == LACKS_CONSENT:
        people = without_network_consent(people, municipality)
    elif search.lacks == LACKS_CONFIRMATION:
        people = people.stale(today)
    people = narrowing.narrowed(people, search.group, today)
    people = with_text(people, search.text, [municipality.pk])
    exact = {"area": search.area, "mandate": search.mandate, "contact": search.contact}
    exact["came_through__public_id"] = search.channel
    people = people.filter(**{name: value for name, value in exact.items() if value})
    for term in (search.experience, search.skill):
        if term is not None:
            people = people.filter(pk__in=_knowing(term, municipality))
    found: RepresentativeQuerySet = fresh_first(people, today, search.order).prefetch_related(_terms())
    return found


def fresh_first(people: Any, today: date, order: str = BY_NAME) -> Any:
    """The people in one of the orders above, with profiles that nobody has confirmed for a year after the others."""
    limit = today - timedelta(days=STALE_AFTER_DAYS)
    sinks = Case(When(confirmed_on__gte=limit, then=Value(0)), default=Value(1))
    return people.order_by(sinks, *_ORDERS[order])


def _knowing(term: Term, municipality: Any) -> Any:
    """Who in the municipality has the term; other municipalities' rows are not even looked at."""
    return ProfileTerm.objects.filter(municipality=municipality, term=term).values("representative")


def with_text(people: Any, text: str, municipality_ids: Iterable[int] | None = None) -> Any:
    """Narrows by every word of a text; hashes of numbers and addresses are made per municipality."""
    if not text.strip():
        return people
    ids = municipality_ids or people.values_list("municipality", flat=True).distinct().order_by(
        "municipality"
    )
    own = list(ids)
    for word in _words(text):
        people = people.filter(_word(word, own))
    return people


def without_network_consent(people: Any, municipality: Any) -> Any:
    """Those of a municipality's people who have not said yes to being in the network, or have taken it back."""
    # The model is reached by name: consent is a room above. Only the municipality's own rows are read.
    consents: Any = Representative._meta.get_field("consents").related_model
    given = consents.objects.filter(municipality=municipality, purpose="network", withdrawn_at=None)
    return people.exclude(pk__in=given.order_by().values("representative"))


def profile(*, user: Any, municipality: Any) -> RepresentativeQuerySet:
    """People with everything a person page shows, in a fixed number of queries."""
    people = Representative.objects.visible_to(user).of(municipality)
    people = people.select_related("municipality", "contact", "came_through")
    return people.prefetch_related(
        _terms(),
        Prefetch("state_changes", queryset=StateChange.objects.select_related("by")),
        "consents",
        "trainings",
        "declarations",
        Prefetch("no_gos", queryset=NoGo.objects.select_related("unit", "term", "person")),
        "turns",
    )


def has_network_consent(person: Representative) -> bool:
    """Whether a person fetched by `profile` has said yes to being in the network."""
    return any(c.purpose == "network" and c.is_in_force for c in person.consents.all())


@dataclass(frozen=True)
class Event:
    """One line of a person's history, in words."""

    on: date
    title: str
    by: str = ""
    text: str = ""
    icon: str = "Circle"


def history(person: Representative, *, titles: Mapping[str, str]) -> list[Event]:
    """What has happened to a person fetched by `profile`, newest first; `titles` says what was asked for."""
    events = [
        Event(
            timezone.localdate(step.at),
            str(step.get_to_state_display()),
            _name(step.by),
            step.reason,
            "PersonCircle",
        )
        for step in person.state_changes.all()
    ]
    events += [event for consent in person.consents.all() for event in _said(consent)]
    events += [
        Event(
            timezone.localdate(turn.at),
            str(turn.get_kind_display()),
            text=titles.get(turn.request_ref, ""),
            icon="EnvelopeClosed",
        )
        for turn in person.turns.all()
    ]
    events += [
        Event(training.completed_on, training.name, icon="Book")
        for training in person.trainings.all()
        if training.completed_on
    ]
    events += [
        Event(paper.signed_on, _("Signed the declaration of confidentiality"), icon="PencilWriting")
        for paper in person.declarations.all()
    ]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _said(consent: Any) -> list[Event]:
    """A yes, and how it ended. A consent that was renewed has not: the newer yes is a line of its own."""
    purpose = {"purpose": consent.get_purpose_display()}
    events = [Event(consent.given_on, _("Said yes: %(purpose)s") % purpose, icon="Handshake")]
    if consent.withdrawn_at and not consent.is_renewed:
        ended = _("Ran out: %(purpose)s") if consent.is_lapsed else _("Withdrew: %(purpose)s")
        ended_on = timezone.localdate(consent.withdrawn_at)
        events.append(Event(ended_on, ended % purpose, icon="HandHeart"))
    return events


def _name(user: Any) -> str:
    return user.get_full_name() if user else ""


def areas(municipality: Any) -> list[str]:
    """Areas that people of the municipality live in, for the filter."""
    rows = Representative.objects.in_registry().of(municipality).exclude(area="").order_by("area")
    return list(rows.values_list("area", flat=True).distinct())


def channels(municipality: Any) -> list[tuple[str, str]]:
    """Recruitment channels that somebody of the municipality came through: public id and name, for the filter."""
    people = Representative.objects.in_registry().of(municipality).exclude(came_through=None)
    rows = people.order_by("came_through__name", "came_through__id")
    return list(rows.values_list("came_through__public_id", "came_through__name").distinct())


def contacts(municipality: Any) -> Any:
    """The municipality's facilitators: who can be the one who knows a person."""
    roles = Membership.objects.current().filter(municipality=municipality, role=Role.FACILITATOR)
    return get_user_model().objects.filter(pk__in=roles.values("user"), is_active=True).order_by("name", "id")


def refusable(municipality: Any) -> Any:
    """Those of the service whom a person may say no to. Not a facilitator, who would read it; that is talked about."""
    return service_people(municipality).exclude(pk__in=contacts(municipality).order_by().values("pk"))


def refusable_named(municipality: Any, text: str) -> list[Any]:
    """Of those, whoever has each word of a name: for a person, who types it, so that the staff are not laid open.

    Nobody for fewer letters than LEAST_OF_A_NAME; at most MOST_OF_A_NAME.
    """
    words = fold(text).split()
    if len("".join(words)) < LEAST_OF_A_NAME:
        return []
    found = [
        user
        for user in refusable(municipality)
        if all(any(part.startswith(word) for part in fold(user.name).split()) for word in words)
    ]
    return found[:MOST_OF_A_NAME]


@dataclass(frozen=True)
class AtAGlance:
    """The network in six numbers."""

    active: int
    resting: int
    applied: int
    in_conversation: int
    stale: int
    without_consent: int


def at_a_glance(*, user: Any, municipality: Any, today: date) -> AtAGlance:
    """Counts for the start page."""
    people = Representative.objects.visible_to(user).of(municipality)
    state = Representative.State
    counted = people.order_by().values_list("state").annotate(Count("pk"))
    in_state: dict[str, int] = dict(counted)
    return AtAGlance(
        active=in_state.get(state.ACTIVE, 0),
        resting=in_state.get(state.RESTING, 0),
        applied=in_state.get(state.APPLIED, 0),
        in_conversation=in_state.get(state.IN_CONVERSATION, 0),
        stale=people.stale(today).filter(state=state.ACTIVE).count(),
        without_consent=without_network_consent(people.present(), municipality).count(),
    )


def _terms() -> Prefetch[str]:
    rows = ProfileTerm.objects.select_related("term").order_by("term__kind", "term__order", "relation")
    return Prefetch("terms", queryset=rows)


def _word(word: str, municipality_ids: list[int]) -> Q:
    if "@" in word:
        return _exact("email_index", [word], municipality_ids)
    if PHONE.fullmatch(word):
        digits = word.removeprefix("+").removeprefix("00")
        return _exact("phone_index", [f"+{digits}", f"+47{digits}"], municipality_ids)
    return Q(search_text__contains=fold(word))


def _words(text: str) -> list[str]:
    """The words of a search; a phone number written with spaces is one word."""
    compact = NOT_IN_NUMBERS.sub("", text)
    return [compact] if PHONE.fullmatch(compact) else text.split()


def _exact(index: str, values: list[str], municipality_ids: list[int]) -> Q:
    found = Q(pk__in=[])
    for municipality_id in municipality_ids:
        for value in values:
            found |= Q(**lookup(Representative, index, value, municipality_id))
    return found
