"""What the person does alone on My page, and how the page is opened. All else goes through the rooms' own services."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.accounts import services as accounts
from config.core.accounts.models import User
from config.core.audit import services as audit
from config.core.organisations.models import Role
from config.core.outbox import services as outbox
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.registry import services as registry
from representatives.registry.models import EXPERIENCE_KINDS, Level, ProfileTerm, Representative
from representatives.selfservice import queries
from representatives.selfservice.models import PaperCopy

KIND = "my_page.opened"
State = Representative.State


class CannotOpen(Exception):
    """My page cannot be opened for this person; the text can be shown."""


class CannotPause(Exception):
    """The pause cannot begin or end; the text can be shown."""


class CannotAsk(Exception):
    """There is nothing to ask for, or to send; the text can be shown."""


@transaction.atomic
def open_for(*, representative: Representative, by: Any, at: datetime) -> Representative:
    """Opens My page: an account with the person's address, the role, and a letter that says how one signs in.

    By nobody (None) when the person asked for a code; then there is no letter, for the code itself is one. Refuses a
    person without an address or who has left, a page that is open already, and an address that opens another profile.
    """
    person = _lock(representative)
    if person.has_left:
        raise CannotOpen(_("This person has left the network."))
    if person.user_id is not None:
        raise CannotOpen(_("My page is open for this person already."))
    if not person.email:
        raise CannotOpen(_("My page needs an e-mail address. Write it on the profile first."))
    if Representative.objects.filter(user__email=person.email).exists():
        raise CannotOpen(_("My page cannot be opened with this address. Ask the person for another one."))
    membership = accounts.give_role(
        municipality=person.municipality,
        email=person.email,
        role=Role.REPRESENTATIVE,
        by=by,
        at=at,
        name=person.name,
    )
    if not membership.user.language and person.language:
        User.objects.filter(pk=membership.user_id).update(language=person.language)
    person.user = membership.user
    person.save(update_fields=["user"])
    audit.record("my_page.opened", obj=person, by=by, at=at, fields=["user"], subject=person)
    if by is not None:
        outbox.queue(
            kind=KIND,
            municipality=person.municipality,
            recipient=person,
            about=person,
            dedupe_key=f"{KIND}:{person.public_id}:{at.isoformat()}",
            at=at,
        )
    return person


def admit(email: str, at: datetime) -> None:
    """Opens My page for the one person in the network with this address who asks for a code.

    Does nothing, and says nothing, where the address is unknown, or is several people's: then the facilitator opens it.
    """
    people = queries.with_address(email)
    if len(people) == 1:
        try:
            open_for(representative=people[0], by=None, at=at)
        except CannotOpen:
            return


@transaction.atomic
def pause(*, representative: Representative, until: date | None, by: Any, at: datetime) -> Representative:
    """A rest until a day, or until the person says otherwise; while it lasts nobody asks.

    Refuses a day that has passed, and a person who is not in the network yet or no longer.
    """
    if until is not None and until <= timezone.localdate(at):
        raise CannotPause(_("Choose a day that has not come yet."))
    try:
        return registry.move(
            representative=representative,
            to=State.RESTING,
            until=until,
            by=by,
            at=at,
            reason=_("Wants a pause"),
        )
    except registry.CannotMove as refusal:
        raise CannotPause(_("You can take a pause when you are active in the network.")) from refusal


@transaction.atomic
def end_pause(*, representative: Representative, by: Any, at: datetime) -> Representative:
    """Back in the network. Refuses where there is no pause: nobody becomes active by themselves any other way."""
    person = _lock(representative)
    if person.state != State.RESTING:
        raise CannotPause(_("You are not taking a pause now."))
    return registry.move(
        representative=person, to=State.ACTIVE, by=by, at=at, reason=_("Came back after a pause")
    )


@transaction.atomic
def keep_term(
    *, representative: Representative, term: Term, by: Any, at: datetime, relation: str = ""
) -> ProfileTerm:
    """Puts a term on the own profile. How far the person has come stays what the facilitator and they agreed on.

    Refuses what the rooms below refuse: experience without consent, and terms not in use.
    """
    known = ProfileTerm.objects.filter(representative=representative, term=term, relation=relation).first()
    kept: dict[str, Any] = {
        "representative": representative,
        "term": term,
        "level": known.level if known else Level.NEW,
        "by": by,
        "at": at,
    }
    if term.kind in EXPERIENCE_KINDS:
        return consent.keep_experience(relation=relation, **kept)
    return registry.keep_skill(**kept)


@transaction.atomic
def ask_for_copy(*, representative: Representative, by: Any, at: datetime) -> PaperCopy:
    """Asks for everything on paper; the one that waits already, if there is one."""
    person = _lock(representative)
    waiting: PaperCopy | None = PaperCopy.objects.waiting().filter(representative=person).first()
    if waiting is not None:
        return waiting
    copy = PaperCopy.objects.create(
        municipality_id=person.municipality_id, representative=person, asked_at=at
    )
    audit.record("paper_copy.asked", obj=copy, by=by, at=at, subject=person)
    return copy


@transaction.atomic
def take_back_copy(*, representative: Representative, by: Any, at: datetime) -> None:
    """The person no longer wants it. Refuses where none waits."""
    copy = PaperCopy.objects.waiting().filter(representative=representative).first()
    if copy is None:
        raise CannotAsk(_("No copy waits to be sent."))
    audit.record("paper_copy.taken_back", obj=copy, by=by, at=at, subject=representative)
    copy.delete()


@transaction.atomic
def copy_sent(*, copy: PaperCopy, by: Any, at: datetime) -> PaperCopy:
    """Writes down that the copy has left. Refuses one that has left already."""
    held: PaperCopy = PaperCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if held.sent_at is not None:
        raise CannotAsk(_("This copy has been sent already."))
    held.sent_at, held.sent_by = max(at, held.asked_at), by
    held.save(update_fields=["sent_at", "sent_by"])
    audit.record("paper_copy.sent", obj=held, by=by, at=at, fields=["sent_at"], subject=held.representative)
    return held


def _lock(representative: Representative) -> Representative:
    rows = Representative.objects.select_for_update(of=("self",)).select_related("municipality")
    return rows.get(pk=representative.pk)
