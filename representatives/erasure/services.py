"""Erasing a person: the row stays so that totals stay true, and tells of nobody."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.accounts import services as accounts
from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from config.core.outbox import services as outbox
from config.core.privacy import reach
from representatives.consent import services as consent
from representatives.erasure import queries
from representatives.erasure.models import Erasure
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.signals import representative_erased

# What of an erasure is written in the list beside the backups.
LISTED = ("profile_id", "why", "email_index", "phone_index", "name_index")


class CannotErase(Exception):
    """The person cannot be erased; the text can be shown."""


class CannotLift(Exception):
    """The erasure stands or is lifted already; the text can be shown."""


@transaction.atomic
def erase(*, representative: Representative, why: str, by: Any, at: datetime) -> Erasure:
    """Erases a person for good, and every profile that was merged into this one; returns the proof without a name.

    The person leaves by the registry's own step, so that seats and invitations end as they do for everybody; consents
    are withdrawn, letters taken back, the account taken away; rows that tell of the person are deleted or emptied as
    their models say (`Privacy.erase`). Refuses one who is erased already.
    """
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.erased_at is not None:
        raise CannotErase(_("This person is erased already."))
    for given in person.consents.in_force():
        # The first may have taken others with it.
        if person.consents.in_force().filter(pk=given.pk).exists():
            consent.withdraw(representative=person, purpose=given.purpose, by=by, at=at)
    if not person.has_left:
        registry.move(representative=person, to=Representative.State.LEFT, by=by, at=at)
    for merged in person.merged_from.filter(erased_at=None):
        _erase_one(merged, why=why, by=by, at=at)
    return _erase_one(person, why=why, by=by, at=at)


@transaction.atomic
def lift(*, erasure: Erasure, by: Any, at: datetime) -> None:
    """Writes that the person has said anew that they want to be in the network. Refuses one that is lifted already."""
    if not Erasure.objects.filter(pk=erasure.pk, lifted_at=None).update(lifted_at=at):
        raise CannotLift(_("That the person may come back is written down already."))
    audit.record("erasure.lifted", obj=erasure, by=by, at=at)


def on_record() -> list[dict[str, str]]:
    """Every erasure as plain values, to be kept beside the backups: a backup from before does not know of it."""
    return [
        {name: getattr(proof, name) for name in LISTED}
        | {"municipality": proof.municipality.slug, "erased_at": proof.erased_at.isoformat()}
        for proof in Erasure.objects.select_related("municipality").order_by("pk")
    ]


@transaction.atomic
def replay(*, known: Iterable[Mapping[str, str]] = (), at: datetime) -> int:
    """Erases again whoever a restored backup has brought back, by the rows of the database and by what `on_record`
    gave before; returns how many. A second time changes nothing.
    """
    for line in known:
        municipality = Municipality.objects.get(slug=line["municipality"])
        Erasure.objects.get_or_create(
            profile_id=line["profile_id"],
            defaults={
                **{name: line[name] for name in LISTED},
                "municipality": municipality,
                "erased_at": datetime.fromisoformat(line["erased_at"]),
            },
        )
    ids = Erasure.objects.values("profile_id")
    back = Representative.objects.filter(erased_at=None, public_id__in=ids)
    count = 0
    # A profile that was merged goes with the one that it became, and is not there a second time.
    while person := back.order_by("merged_into", "pk").first():
        why = Erasure.objects.get(profile_id=person.public_id).why
        erase(representative=person, why=why, by=None, at=at)
        count += 1
    return count


def _erase_one(person: Representative, *, why: str, by: Any, at: datetime) -> Erasure:
    # While the person is still known: what holds the person by name is found by it.
    representative_erased.send(sender=Representative, representative=person, by=by, at=at)
    proof = _proof(person, why=why, by=by, at=at)
    known_as = [person.public_id, *person.proxies.values_list("public_id", flat=True)]
    user = person.user
    outbox.forget_recipient([*known_as, user.public_id] if user else known_as)
    for model, rows in reach.rows_about(person):
        if reach.rule_of(model) == reach.BLANK:
            rows.update(**reach.empty_words(model))
    for model, rows in reach.rows_about(person):
        if reach.rule_of(model) == reach.DELETE:
            rows.delete()
    Representative.objects.filter(pk=person.pk).update(
        **reach.empty_wholly(Representative), state=Representative.State.LEFT, erased_at=at
    )
    if user is not None:
        accounts.forget_representative(user=user, municipality=person.municipality)
    audit.record("representative.erased", obj=person, by=by, at=at, subject=person, purpose=why)
    return proof


def _proof(person: Representative, *, why: str, by: Any, at: datetime) -> Erasure:
    known = queries.marks(
        municipality=person.municipality_id,
        email=person.email,
        phone=person.phone,
        name=person.name,
        birth_year=person.birth_year,
    )
    proof, _made = Erasure.objects.get_or_create(
        profile_id=person.public_id,
        defaults={
            "municipality_id": person.municipality_id,
            "why": why,
            "erased_at": at,
            "erased_by": by,
            **vars(known),
        },
    )
    return proof
