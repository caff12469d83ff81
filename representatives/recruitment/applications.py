"""The board of applicants: from the application to a welcome, or to a kind no."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from representatives.consent.models import Consent
from representatives.recruitment.models import Application
from representatives.registry import services as registry
from representatives.registry.models import Representative

State, Outcome = Representative.State, Application.Outcome
WELCOMED, DECLINED = "application.welcomed", "application.declined"
WORDS_KEPT = timedelta(days=365)


class CannotHandle(Exception):
    """The step is not open to this application; the text says why and can be shown."""


@transaction.atomic
def add(*, representative: Representative, by: Any, at: datetime) -> Application:
    """Puts a person on the board who came in by another way than a channel; the application there is, if any.

    Refuses a person who is in the network already, or has left it.
    """
    person = _lock(representative)
    if person.state not in (State.APPLIED, State.IN_CONVERSATION):
        raise CannotHandle(_("The board is for those who are on their way in."))
    application, is_new = Application.objects.get_or_create(
        representative=person,
        defaults={"municipality_id": person.municipality_id, "applied_at": at, "handled_by": by},
    )
    if is_new:
        audit.record("application.added", obj=application, by=by, at=at, subject=person)
    return application


@transaction.atomic
def take(*, application: Application, by: Any, at: datetime) -> Application:
    """Says that `by` handles the application from now on. Refuses one that is closed."""
    held, person = _open(application)
    held.handled_by = by
    held.save(update_fields=["handled_by"])
    audit.record("application.taken", obj=held, by=by, at=at, subject=person)
    return held


@transaction.atomic
def start(*, application: Application, by: Any, at: datetime) -> Application:
    """Moves the person from applied to in conversation; whoever starts handles it, unless somebody does already."""
    held, person = _open(application)
    if person.state != State.APPLIED:
        raise CannotHandle(_("The conversation has begun already."))
    registry.move(representative=person, to=State.IN_CONVERSATION, by=by, at=at)
    if held.handled_by_id is None:
        held.handled_by = by
        held.save(update_fields=["handled_by"])
    return held


@transaction.atomic
def welcome(*, application: Application, by: Any, at: datetime) -> Application:
    """Takes the person into the network as active, and writes to say welcome.

    Refuses a closed application, and a person whose yes to being in the network is not in force.
    """
    held, person = _open(application)
    consents = Consent.objects.in_force().filter(representative=person, purpose=Consent.Purpose.NETWORK)
    if not consents.exists():
        raise CannotHandle(_("The person must first say yes to being in the network."))
    _close(held, Outcome.WELCOMED, person, by, at)
    registry.move(representative=person, to=State.ACTIVE, by=by, at=at, reason=_("Welcomed after applying"))
    registry.confirm(representative=person, by=by, at=at)
    _write(held, person, WELCOMED, at)
    return held


@transaction.atomic
def decline(*, application: Application, by: Any, at: datetime) -> Application:
    """Says a kind no: the person leaves, is written to, and is deleted when the keeping time is over.

    No reason is asked for or kept: it would be about the person, and perhaps about health.
    """
    return _end(application, Outcome.DECLINED, by, at)


@transaction.atomic
def withdraw(*, application: Application, by: Any, at: datetime) -> Application:
    """The person has changed their mind: nothing is sent, and everything goes as after a no."""
    return _end(application, Outcome.WITHDRAWN, by, at)


@transaction.atomic
def forget_words(*, application: Application, by: Any, at: datetime) -> None:
    """Deletes what the person wrote in own words, because it has been read into terms."""
    person = _lock(application.representative)
    held = Application.objects.get(pk=application.pk)
    if held.words:
        held.words = ""
        held.save(update_fields=["words"])
        audit.record("application.words_forgotten", obj=held, by=by, at=at, fields=["words"], subject=person)


def forget_old_words(at: datetime) -> int:
    """Empties words that nobody has read into terms for a year. A keeping rule."""
    return Application.objects.exclude(words="").filter(applied_at__lt=at - WORDS_KEPT).update(words="")


def _end(application: Application, outcome: str, by: Any, at: datetime) -> Application:
    held, person = _open(application)
    held.words = ""
    # Closed before the person leaves: those who hear of the leaving find nothing more to close.
    _close(held, outcome, person, by, at)
    registry.move(representative=person, to=State.LEFT, by=by, at=at)
    if outcome == Outcome.DECLINED:
        _write(held, person, DECLINED, at)
    return held


def _close(held: Application, outcome: str, person: Representative, by: Any, at: datetime) -> None:
    held.outcome, held.closed_at = outcome, at
    held.save(update_fields=["outcome", "closed_at", "words"])
    audit.record("application.closed", obj=held, by=by, at=at, subject=person, purpose=outcome)


def _write(held: Application, person: Representative, kind: str, at: datetime) -> None:
    if person.email:
        outbox.queue(
            kind=kind,
            municipality=person.municipality,
            recipient=person,
            about=held,
            dedupe_key=f"{kind}:{held.public_id}",
            at=at,
        )


def _open(application: Application) -> tuple[Application, Representative]:
    """The application and its person, locked by the person's row; refuses what is closed."""
    person = _lock(application.representative)
    held = Application.objects.get(pk=application.pk)
    if held.outcome or person.state not in (State.APPLIED, State.IN_CONVERSATION):
        raise CannotHandle(_("This application is closed."))
    return held, person


def _lock(representative: Representative) -> Representative:
    return Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
