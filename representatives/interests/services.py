"""Choosing what one wants to hear about, and how often; and taking it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.catalogue.models import Term
from representatives.interests import links, queries
from representatives.interests.models import FEWEST_FIRST, ChosenTopic, Hearing
from representatives.registry.models import EXPERIENCE_KINDS, Representative

How = Hearing.How
# More than anybody keeps track of; a limit so that a client cannot fill the table.
MOST_TOPICS = 40


class CannotChoose(Exception):
    """This cannot be kept about what the person wants to hear; the text can be shown."""


@transaction.atomic
def add_topic(*, representative: Representative, term: Term, by: Any, at: datetime) -> ChosenTopic:
    """Keeps one topic; the row that is there, if it is. With the first one, letters come as things come.

    Refuses a person who has left, a term that is no topic or not in use, an experience without consent to lived
    experience, and more than MOST_TOPICS.
    """
    person = _lock(representative)
    offered = Term.objects.offered_in(person.municipality_id).filter(kind__in=queries.TOPIC_KINDS)
    if not offered.filter(pk=term.pk).exists():
        raise CannotChoose(_("This term is not in use. Choose another."))
    if queries.tells_of_health(term) and not queries.may_choose_experience(person):
        raise CannotChoose(_("Lived experience is kept only when the person has consented to it."))
    rows = ChosenTopic.objects.filter(representative=person)
    kept: ChosenTopic | None = rows.filter(term=term).first()
    if kept is not None:
        return kept
    if rows.count() >= MOST_TOPICS:
        raise CannotChoose(_("There are many topics already. Take away some first."))
    _hearing(person, at)
    kept = ChosenTopic.objects.create(
        municipality_id=person.municipality_id, representative=person, term=term, added_at=at
    )
    audit.record("topic.chosen", obj=kept, by=by, at=at, fields=["term"], subject=person)
    return kept


@transaction.atomic
def drop_topic(*, topic: ChosenTopic, by: Any, at: datetime) -> None:
    """Takes a topic away again; it can be chosen anew."""
    audit.record("topic.dropped", obj=topic, by=by, at=at, fields=["term"], subject=topic.representative)
    topic.delete()


@transaction.atomic
def say_how(*, representative: Representative, how: str, by: Any, at: datetime) -> bool:
    """Keeps how often the person hears; whether that changed anything. Refuses a person who has left."""
    if how not in How.values:
        raise CannotChoose(_("Choose from the list."))
    person = _lock(representative)
    if queries.how_of(person) == how:
        return False
    _set(_hearing(person, at), how, by, at)
    return True


@transaction.atomic
def stop(*, hearing: Hearing, at: datetime) -> None:
    """No more letters of this kind, by the link in one. The topics stay, so that the person may begin again."""
    held = Hearing.objects.select_for_update(of=("self",)).select_related("representative").get(pk=hearing.pk)
    if held.how != How.NEVER:
        _set(held, How.NEVER, None, at)


def settle_two(*, stays: Representative, goes: Representative, at: datetime) -> None:
    """Two profiles become one: the one who stays hears as seldom as either said."""
    said = dict(
        Hearing.objects.filter(representative__in=(stays, goes)).values_list("representative_id", "how")
    )
    if stays.pk in said and goes.pk in said:
        fewest = min(said.values(), key=lambda how: FEWEST_FIRST.index(How(how)))
        Hearing.objects.filter(representative=stays).exclude(how=fewest).update(how=fewest, changed_at=at)


def forget(*, representative: Representative) -> None:
    """Deletes everything about what the person wants to hear; whoever asks writes the audit line."""
    ChosenTopic.objects.filter(representative=representative).delete()
    Hearing.objects.filter(representative=representative).delete()


def forget_experience(*, representative: Representative) -> None:
    """Deletes the topics that tell of health; they rest on consent to lived experience."""
    ChosenTopic.objects.filter(representative=representative, term__kind__in=EXPERIENCE_KINDS).delete()


def _set(hearing: Hearing, how: str, by: Any, at: datetime) -> None:
    hearing.how, hearing.changed_at = how, at
    hearing.save(update_fields=["how", "changed_at"])
    subject = hearing.representative
    audit.record("hearing.said", obj=hearing, by=by, at=at, fields=["how"], subject=subject, purpose=how)


def _hearing(person: Representative, at: datetime) -> Hearing:
    """The person's row, with its link; a new one hears as things come."""
    found: Hearing | None = Hearing.objects.filter(representative=person).first()
    if found is None:
        found = Hearing(municipality_id=person.municipality_id, representative=person, changed_at=at)
        links.renew(found)
        found.save(force_insert=True)
    return found


def _lock(representative: Representative) -> Representative:
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotChoose(_("This person has left the network."))
    return person
