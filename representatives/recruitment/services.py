"""Channels: ways in that others pass on. Opened, changed, closed, and counted by numbers alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.rows import new_public_id
from representatives.catalogue.models import Term
from representatives.recruitment.models import RecruitmentChannel

# 30 letters and digits to the power of eight: typed from a card in a moment, and not found by trying.
CODE_LENGTH = 8
EDITABLE = frozenset("name kind greeting wanted wanted_area open_until".split())
MOST_PASSED_ON = 1000


class CannotOpen(Exception):
    """The channel cannot be made or changed like this; the text can be shown."""


class CannotPassOn(Exception):
    """Nothing can be passed on for this channel; the text can be shown."""


@transaction.atomic
def create(
    *, municipality: Any, name: str, kind: str, by: Any, at: datetime, **fields: Any
) -> RecruitmentChannel:
    """Opens a channel with a code of its own; `fields` are others of EDITABLE.

    Refuses a name that is in use, and a wanted term that the municipality does not use.
    """
    _only_editable(fields)
    _refuse_unused(fields.get("wanted"), municipality)
    code = new_public_id()[:CODE_LENGTH]
    try:
        with transaction.atomic():
            channel = RecruitmentChannel.objects.create(
                municipality=municipality,
                name=name,
                kind=kind,
                code=code,
                created_at=at,
                created_by=by,
                **fields,
            )
    except IntegrityError as error:
        raise CannotOpen(_("There is a channel with this name already.")) from error
    audit.record("channel.opened", obj=channel, by=by, at=at, fields=["name", *fields])
    return channel


@transaction.atomic
def update(*, channel: RecruitmentChannel, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Sets fields of EDITABLE; returns the names of those that really changed. The code never changes: it is printed.

    Refuses what `create` refuses.
    """
    _only_editable(changes)
    held = _lock(channel)
    # What it looks for already may have been retired since; it stays until another is chosen.
    if changes.get("wanted") != held.wanted:
        _refuse_unused(changes.get("wanted"), held.municipality_id)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, changes[name])
    if changed:
        try:
            with transaction.atomic():
                held.save(update_fields=changed)
        except IntegrityError as error:
            raise CannotOpen(_("There is a channel with this name already.")) from error
        audit.record("channel.updated", obj=held, by=by, at=at, fields=changed)
    return changed


@transaction.atomic
def close(*, channel: RecruitmentChannel, by: Any, at: datetime) -> None:
    """Ends a channel: its page says so kindly and whom to call. What came through it stays counted."""
    held = _lock(channel)
    if held.closed_at is None:
        held.closed_at = at
        held.save(update_fields=["closed_at"])
        audit.record("channel.closed", obj=held, by=by, at=at)


@transaction.atomic
def reopen(*, channel: RecruitmentChannel, by: Any, at: datetime) -> None:
    """Takes a channel into use again, without an end date: the one it had may be what ended it."""
    held = _lock(channel)
    held.closed_at = held.open_until = None
    held.save(update_fields=["closed_at", "open_until"])
    audit.record("channel.reopened", obj=held, by=by, at=at)


@transaction.atomic
def pass_on(*, channel: RecruitmentChannel, count: int, by: Any, at: datetime) -> None:
    """Adds how many cards or links somebody passed on. A number: nobody's name is ever asked for.

    Refuses a channel that is closed or over, and a number that is none or beyond belief.
    """
    held = _lock(channel)
    if not held.is_open_on(timezone.localdate(at)):
        raise CannotPassOn(_("This channel is closed. Choose another one to pass on."))
    if not 1 <= count <= MOST_PASSED_ON:
        raise CannotPassOn(_("Write a number between 1 and %(most)s.") % {"most": MOST_PASSED_ON})
    held.passed_on += count
    held.save(update_fields=["passed_on"])
    audit.record("channel.passed_on", obj=held, by=by, at=at, fields=["passed_on"])


def count_opening(*, channel: RecruitmentChannel) -> None:
    """Counts that the page was opened: a number, with nothing about by whom."""
    RecruitmentChannel.objects.filter(pk=channel.pk).update(opened=F("opened") + 1)


def _lock(channel: RecruitmentChannel) -> RecruitmentChannel:
    return RecruitmentChannel.objects.select_for_update(of=("self",)).get(pk=channel.pk)


def _refuse_unused(term: Term | None, municipality: Any) -> None:
    if term is not None and not Term.objects.offered_in(municipality).filter(pk=term.pk).exists():
        raise CannotOpen(_("This term is not in use. Choose another."))


def _only_editable(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ValueError(f"Not a field of a channel: {', '.join(sorted(unknown))}")
