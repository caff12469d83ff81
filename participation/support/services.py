"""Asking managers for something, and their answer."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality, Unit
from config.core.outbox import services as outbox
from participation.support import queries
from participation.support.models import Ask

ANSWERS = frozenset({Ask.State.GRANTED, Ask.State.DECLINED, Ask.State.LATER})


class CannotAsk(Exception):
    """The ask cannot be made; the text says why and can be shown."""


class CannotAnswer(Exception):
    """The ask cannot be answered so; the text says why and can be shown."""


@transaction.atomic
def ask(
    *,
    municipality: Municipality,
    title: str,
    need: str,
    decide_by: date,
    by: Any,
    at: datetime,
    unit: Unit | None = None,
    options: str = "",
    cost_kroner: int = 0,
    cost_hours: int = 0,
    consequence: str = "",
) -> Ask:
    """Asks the managers of a unit, or the senior management when `unit` is None; each gets a mail.

    Refuses a day to decide before `at`, and a unit of another municipality.
    """
    if decide_by < timezone.localdate(at):
        raise CannotAsk(_("The day to decide by has passed. Choose a later one."))
    if unit is not None and unit.municipality_id != municipality.pk:
        raise CannotAsk(_("The unit belongs to another municipality."))
    made = Ask.objects.create(
        municipality=municipality,
        unit=unit,
        title=title,
        need=need,
        options=options,
        cost_kroner=cost_kroner,
        cost_hours=cost_hours,
        consequence=consequence,
        decide_by=decide_by,
        created_at=at,
    )
    audit.record("ask.made", obj=made, by=by, at=at)
    _queue("ask.made", made, queries.deciders(made), at)
    return made


@transaction.atomic
def answer(*, ask: Ask, answer: str, reason: str, by: Any, at: datetime) -> Ask:
    """A manager's answer: granted, declined with a reason, or later. Facilitators get a mail.

    “Later” may be answered again; granted and declined stand. Refuses a decline without a reason.
    """
    held = Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    if answer not in ANSWERS:
        raise CannotAnswer(_("Answer granted, declined or later."))
    if held.state in (Ask.State.GRANTED, Ask.State.DECLINED):
        raise CannotAnswer(
            _("This has been answered already: %(answer)s.") % {"answer": held.get_state_display()}
        )
    if answer == Ask.State.DECLINED and not reason.strip():
        raise CannotAnswer(_("Write why it is declined, so that the next ask can be better."))
    held.state, held.answer_reason = answer, reason.strip()
    held.answered_by, held.answered_at = by, at
    held.save(update_fields=["state", "answer_reason", "answered_by", "answered_at"])
    audit.record("ask.answered", obj=held, by=by, at=at, fields=["state", "answer_reason"])
    _queue("ask.answered", held, queries.facilitators(held), at)
    return held


def _queue(kind: str, about: Ask, recipients: list[Any], at: datetime) -> None:
    for recipient in recipients:
        outbox.queue(
            kind=kind,
            municipality=about.municipality,
            recipient=recipient,
            about=about,
            dedupe_key=f"{kind}:{about.public_id}:{about.state}:{recipient.public_id}",
            at=at,
        )
