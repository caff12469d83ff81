"""Closing the loop: each contributor is told of an answer, a decision and a change. Who gets no mail is a task."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from participation.assignments.models import Assignment
from participation.contributions.models import Contribution, Told
from participation.contributions.queries import has_reached
from participation.meetings.models import Attendance
from representatives.consent.models import Consent
from representatives.consent.queries import consenting
from representatives.registry.models import Representative

KIND = "contribution.told"
Step, Channel = Told.Step, Told.Channel


class CannotTell(Exception):
    """The telling cannot be recorded; the text can be shown."""


@dataclass(frozen=True)
class News:
    """One thing to tell: the step, and the answer, decision or change itself."""

    step: str
    about: Any

    @property
    def label(self) -> str:
        return str(Step(self.step).label)


@dataclass(frozen=True)
class ToTell:
    """Someone who has not been told of some news, and whether a mail to them failed."""

    assignment: Assignment
    news: News
    has_failed: bool


def contributors(contribution: Contribution) -> list[Assignment]:
    """Who said it: one person, or everyone who was at the meeting when the group said it together.

    Those who have left, or who have withdrawn their yes to being in the network, are told nothing.
    """
    rows = Assignment.objects.filter(municipality=contribution.municipality_id)
    if contribution.assignment_id:
        rows = rows.filter(pk=contribution.assignment_id)
    elif contribution.is_from_group and contribution.meeting_id:
        rows = rows.filter(attendances__meeting=contribution.meeting_id, attendances__was_present=True)
    else:
        return []
    rows = rows.filter(representative__in=_reachable()).select_related("representative__municipality")
    return list(rows.order_by("representative__family_name", "representative__given_name", "id"))


def may_be_told(person: Representative) -> bool:
    """Whether the person is in the network with a yes in force, asked anew."""
    return bool(_reachable().filter(pk=person.pk).exists())


def gets_mail(person: Representative) -> bool:
    """Whether news goes by mail: the person has an address and wants to be reached there."""
    return bool(person.email) and person.channel == Representative.Channel.EMAIL


def tell(*, contribution: Contribution, step: str, about: Any, by: Any, at: datetime) -> list[Told]:
    """Queues one mail to each contributor who gets mail, once for each piece of news, in the caller's transaction.

    Returns what was told now. The others are left as tasks (`to_tell`) for the phone or a letter.
    """
    told = []
    for assignment in contributors(contribution):
        person = assignment.representative
        if not gets_mail(person):
            continue
        row, is_new = Told.objects.get_or_create(
            contribution=contribution,
            assignment=assignment,
            step=step,
            about_ref=about.public_id,
            defaults={
                "municipality_id": contribution.municipality_id,
                "channel": Channel.EMAIL,
                "by": by,
                "at": at,
            },
        )
        if not is_new:
            continue
        row.message = outbox.queue(
            kind=KIND,
            municipality=person.municipality,
            recipient=person,
            about=row,
            dedupe_key=f"{KIND}:{step}:{about.public_id}:{assignment.public_id}",
            at=at,
        )
        row.save(update_fields=["message"])
        audit.record("told.queued", obj=row, by=by, at=at, subject=person, purpose=step)
        told.append(row)
    return told


@transaction.atomic
def record_told(
    *,
    contribution: Contribution,
    assignment: Assignment,
    step: str,
    about_ref: str,
    channel: str,
    by: Any,
    at: datetime,
) -> Told:
    """Records that the facilitator told a contributor by phone or letter; once for each piece of news.

    Takes the place of a mail that failed. Refuses someone who did not contribute, has left or has withdrawn, and news
    that is not there.
    """
    held = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if assignment not in contributors(held):
        raise CannotTell(_("This person did not say it, has left, or has withdrawn the consent."))
    if not any(news.step == step and news.about.public_id == about_ref for news in _all_news(held)):
        raise CannotTell(_("There is no such news to tell."))
    row, is_new = Told.objects.get_or_create(
        contribution=held,
        assignment=assignment,
        step=step,
        about_ref=about_ref,
        defaults={"municipality_id": held.municipality_id, "channel": channel, "by": by, "at": at},
    )
    if not is_new and (step == Step.RECEIVED or has_reached(row)):
        return row
    row.channel, row.by, row.at, row.message = channel, by, at, None
    row.save(update_fields=["channel", "by", "at", "message"])
    audit.record("told.recorded", obj=row, by=by, at=at, subject=assignment.representative, purpose=step)
    return row


def news_of(contribution: Contribution) -> list[News]:
    """What there is to tell of a contribution now: the answer that holds, every decision and every change."""
    answers = list(contribution.responses.all())[-1:]
    return [
        *(News(Step.ANSWERED, answer) for answer in answers),
        *(News(Step.DECIDED, decision) for decision in contribution.decisions.all()),
        *(News(Step.CHANGED, change) for change in contribution.changes.all()),
    ]


def to_tell(contribution: Contribution) -> list[ToTell]:
    """Who has not been told of what, for a contribution fetched by `queries.whole`."""
    news = news_of(contribution)
    if not news:
        return []
    rows = {(told.assignment_id, told.step, told.about_ref): told for told in contribution.tellings.all()}
    found = []
    for assignment in contributors(contribution):
        for one in news:
            told = rows.get((assignment.pk, str(one.step), one.about.public_id))
            if told is None or not has_reached(told):
                found.append(ToTell(assignment, one, has_failed=told is not None))
    return found


def untold(rows: Any) -> Any:
    """Of contributions those that are answered, and of which nobody who said it has been told anything that came of it.

    Only where there is somebody to tell.
    """
    can_be_told = _reachable()
    alone = Q(assignment__representative__in=can_be_told)
    there = Attendance.objects.filter(
        meeting=OuterRef("meeting"), was_present=True, assignment__representative__in=can_be_told
    )
    told = rows.with_steps().filter(is_answered=True, is_told=False)
    return told.filter(alone | Q(Exists(there), assignment=None, is_from_group=True))


def _all_news(contribution: Contribution) -> list[News]:
    earlier = [News(Step.ANSWERED, answer) for answer in contribution.responses.all()]
    return [News(Step.RECEIVED, contribution), *earlier, *news_of(contribution)]


def _reachable() -> Any:
    return consenting(Representative.objects.all().present(), Consent.Purpose.NETWORK)
