"""Finding people, and everything that a person page shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.privacy.fields import lookup
from representatives.catalogue.models import Term
from representatives.registry.models import ProfileTerm, Representative, RepresentativeQuerySet

PHONE = re.compile(r"(\+|00)?[0-9]{8,15}")
NOT_IN_NUMBERS = re.compile(r"[\s().-]")

LACKS_CONSENT, LACKS_CONFIRMATION = "consent", "confirmation"


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow."""

    text: str = ""
    experience: Term | None = None
    skill: Term | None = None
    area: str = ""
    state: str = ""
    lacks: str = ""


def find(*, user: Any, municipality: Any, search: Search, today: date) -> RepresentativeQuerySet:
    """People of a municipality that fit the search, with the terms that a list shows.

    Text is matched word by word against names, organisation and area; a whole e-mail or phone number is matched exactly
    through its blind index. Those who have left are shown only when asked for.
    """
    people = Representative.objects.visible_to(user).of(municipality)
    people = people.filter(state=search.state) if search.state else people.present()
    if search.lacks == LACKS_CONSENT:
        people = without_network_consent(people)
    elif search.lacks == LACKS_CONFIRMATION:
        people = people.stale(today)
    people = with_text(people, search.text, [municipality.pk])
    if search.area:
        people = people.filter(area=search.area)
    for term in (search.experience, search.skill):
        if term is not None:
            people = people.filter(pk__in=ProfileTerm.objects.filter(term=term).values("representative"))
    found: RepresentativeQuerySet = people.prefetch_related(_terms())
    return found


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


def without_network_consent(people: Any) -> Any:
    """Those of the people who have not said yes to being in the network, or have taken it back."""
    # One `filter`, so that both hold for the same consent; `exclude` would ask them of any two.
    consenting = Representative.objects.filter(consents__purpose="network", consents__withdrawn_at=None)
    return people.exclude(pk__in=consenting.values("pk"))


def profile(*, user: Any, municipality: Any) -> RepresentativeQuerySet:
    """People with everything a person page shows, in a fixed number of queries."""
    people = Representative.objects.visible_to(user).of(municipality).select_related("municipality")
    return people.prefetch_related(
        _terms(),
        "state_changes__by",
        "consents",
        "trainings",
        "declarations",
        "no_gos__unit",
        "no_gos__term",
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
            timezone.localtime(step.at).date(),
            str(step.get_to_state_display()),
            _name(step.by),
            step.reason,
            "PersonCircle",
        )
        for step in person.state_changes.all()
    ]
    for consent in person.consents.all():
        purpose = consent.get_purpose_display()
        events.append(
            Event(consent.given_on, _("Said yes: %(purpose)s") % {"purpose": purpose}, icon="Handshake")
        )
        if consent.withdrawn_at:
            title = _("Withdrew: %(purpose)s") % {"purpose": purpose}
            events.append(Event(timezone.localtime(consent.withdrawn_at).date(), title, icon="HandHeart"))
    events += [
        Event(
            timezone.localtime(turn.at).date(),
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


def _name(user: Any) -> str:
    return user.get_full_name() if user else ""


def areas(municipality: Any) -> list[str]:
    """Areas that people of the municipality live in, for the filter."""
    rows = Representative.objects.filter(municipality=municipality).exclude(area="").order_by("area")
    return list(rows.values_list("area", flat=True).distinct())


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
        without_consent=without_network_consent(people.present()).count(),
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
    found = Q(pk__in=[])
    for form in _forms(word):
        for name in ("given_name", "family_name", "organisation", "area"):
            found |= Q(**{f"{name}__icontains": form})
    return found


def _words(text: str) -> list[str]:
    """The words of a search; a phone number written with spaces is one word."""
    compact = NOT_IN_NUMBERS.sub("", text)
    return [compact] if PHONE.fullmatch(compact) else text.split()


def _forms(word: str) -> set[str]:
    """SQLite knows small and capital letters of English only: “østby” would not find “Østby”."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize(), word.title()}


def _exact(index: str, values: list[str], municipality_ids: list[int]) -> Q:
    found = Q(pk__in=[])
    for municipality_id in municipality_ids:
        for value in values:
            found |= Q(**lookup(Representative, index, value, municipality_id))
    return found
