"""Making people ready: conversations, courses and what they open for, training, declarations and mentors."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.catalogue.models import Term
from representatives.onboarding.guide import KEYS
from representatives.onboarding.models import Conversation, Course, CourseRole, MentorPair, Training
from representatives.registry.models import Representative


class CannotRecord(Exception):
    """This cannot be written down like this; the text says why and can be shown."""


class CannotOffer(Exception):
    """The course cannot be made or changed like this; the text can be shown."""


class CannotPair(Exception):
    """These two cannot be a pair now; the text says why and can be shown."""


@transaction.atomic
def record_conversation(
    *,
    representative: Representative,
    held_on: date,
    by: Any,
    at: datetime,
    talked_about: Collection[str] = (),
    summary: str = "",
    outcome: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
) -> Conversation:
    """Writes down that there was a conversation, what was agreed, and the next step. An earlier open step is done.

    Refuses a day that has not come, a question that the guide does not have, a date without a step, and a person who
    has left.
    """
    person = _present(representative)
    if held_on > timezone.localdate(at):
        raise CannotRecord(_("The conversation cannot be on a day that has not come."))
    if set(talked_about) - set(KEYS):
        raise CannotRecord(_("The guide does not have this question."))
    if next_step_on and not next_step:
        raise CannotRecord(_("Write what the next step is, or leave its date out."))
    person.conversations.filter(is_step_done=False).exclude(next_step="").update(is_step_done=True)
    talk: Conversation = Conversation.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        held_on=held_on,
        held_by=by,
        talked_about=[key for key in KEYS if key in talked_about],
        summary=summary,
        outcome=outcome,
        next_step=next_step,
        next_step_on=next_step_on,
        added_at=at,
    )
    _heard_of(person, held_on)
    audit.record("conversation.recorded", obj=talk, by=by, at=at, subject=person)
    return talk


def _heard_of(person: Representative, on: date) -> None:
    if person.last_contact_on is None or person.last_contact_on < on:
        person.last_contact_on = on
        person.save(update_fields=["last_contact_on"])


@transaction.atomic
def finish_step(*, conversation: Conversation, by: Any, at: datetime) -> None:
    """Says that the agreed next step is done. Refuses where there is none."""
    held = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
    if not held.next_step or held.is_step_done:
        raise CannotRecord(_("There is no open step here."))
    held.is_step_done = True
    held.save(update_fields=["is_step_done"])
    audit.record("step.finished", obj=held, by=by, at=at, subject=conversation.representative)


@transaction.atomic
def create_course(
    *, municipality: Any, name: str, by: Any, at: datetime, about: str = "", roles: Iterable[Term] = ()
) -> Course:
    """Adds a course and the roles it opens for. Refuses a name in use, and what is no role of the municipality's."""
    try:
        with transaction.atomic():
            course: Course = Course.objects.create(
                municipality=municipality, name=name, about=about, created_at=at
            )
    except IntegrityError as error:
        raise CannotOffer(_("There is a course with this name already.")) from error
    _open_for(course, roles)
    audit.record("course.created", obj=course, by=by, at=at, fields=["name", "about", "opens"])
    return course


@transaction.atomic
def update_course(
    *, course: Course, changes: Mapping[str, Any], roles: Iterable[Term] | None, by: Any, at: datetime
) -> None:
    """Changes `name`, `about` or `is_offered`, and the roles it opens for unless `roles` is None.

    A course that is no longer offered goes on counting for those who have taken it. Refuses what `create_course` does.
    """
    held = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    unknown = set(changes) - {"name", "about", "is_offered"}
    if unknown:
        raise ValueError(f"Not a field of a course: {', '.join(sorted(unknown))}")
    for name, value in changes.items():
        setattr(held, name, value)
    try:
        with transaction.atomic():
            held.save(update_fields=sorted(changes))
    except IntegrityError as error:
        raise CannotOffer(_("There is a course with this name already.")) from error
    if roles is not None:
        opened = set(held.opens.order_by("pk").values_list("role", flat=True))
        held.opens.all().delete()
        _open_for(held, roles, opened)
    fields = [*changes, *([] if roles is None else ["opens"])]
    audit.record("course.updated", obj=held, by=by, at=at, fields=fields)


def _open_for(course: Course, roles: Iterable[Term], opened: Collection[int] = ()) -> None:
    """What it `opened` before may be retired since, and stays."""
    offered = {*opened} | set(
        Term.objects.offered_in(course.municipality_id)
        .filter(kind=Term.Kind.ROLE)
        .values_list("pk", flat=True)
    )
    for role in dict.fromkeys(roles):
        if role.pk not in offered:
            raise CannotOffer(_("This is no role that the municipality uses."))
        CourseRole.objects.create(municipality_id=course.municipality_id, course=course, role=role)


@transaction.atomic
def record_training(
    *,
    representative: Representative,
    by: Any,
    at: datetime,
    course: Course | None = None,
    name: str = "",
    completed_on: date | None = None,
) -> Training:
    """Writes down a completed course: one of the municipality's own, or another by its name.

    Refuses neither and both, another municipality's course, a day that has not come, and a person who has left.
    """
    person = _present(representative)
    if bool(course) == bool(name.strip()):
        raise CannotRecord(_("Choose one of the courses, or write the name of another."))
    if course is not None and course.municipality_id != person.municipality_id:
        raise CannotRecord(_("The course belongs to another municipality."))
    if completed_on and completed_on > timezone.localdate(at):
        raise CannotRecord(_("A course cannot be completed on a day that has not come."))
    training: Training = Training.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        course=course,
        name=course.name if course else name.strip(),
        completed_on=completed_on,
        added_at=at,
    )
    audit.record("training.recorded", obj=training, by=by, at=at, subject=person)
    return training


@transaction.atomic
def drop_training(*, training: Training, by: Any, at: datetime) -> None:
    """Takes back what was written by mistake."""
    audit.record("training.dropped", obj=training, by=by, at=at, subject=training.representative)
    training.delete()


@transaction.atomic
def pair(
    *, representative: Representative, mentor: Representative, started_on: date, by: Any, at: datetime
) -> MentorPair:
    """Lets somebody experienced walk beside somebody new.

    Refuses one and the same person, two municipalities, a mentor who is not active, a person who has left or has a
    mentor already, and a day that has not come.
    """
    if mentor.pk == representative.pk:
        raise CannotPair(_("A person cannot be their own mentor."))
    # By number, so that two pairings of the same two wait for each other instead of crossing.
    rows = Representative.objects.select_for_update(of=("self",)).filter(
        pk__in=[representative.pk, mentor.pk]
    )
    locked = {row.pk: row for row in rows.order_by("pk")}
    new, old = locked[representative.pk], locked[mentor.pk]
    if new.municipality_id != old.municipality_id:
        raise CannotPair(_("The two are in different municipalities."))
    if old.state != Representative.State.ACTIVE or new.has_left:
        raise CannotPair(_("A mentor must be active, and the other still in the network."))
    if started_on > timezone.localdate(at):
        raise CannotPair(_("A pair cannot have begun on a day that has not come."))
    if MentorPair.objects.filter(representative=new, ended_on=None).exists():
        raise CannotPair(_("This person has a mentor already. End that first."))
    made: MentorPair = MentorPair.objects.create(
        municipality_id=new.municipality_id,
        representative=new,
        mentor=old,
        started_on=started_on,
        added_at=at,
    )
    audit.record("mentor_pair.started", obj=made, by=by, at=at, subject=new)
    return made


@transaction.atomic
def end_pair(*, pair: MentorPair, by: Any, at: datetime) -> None:
    """The two need each other no longer. Refuses a pair that has ended."""
    held = MentorPair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if held.ended_on is not None:
        raise CannotPair(_("This pair has ended already."))
    held.ended_on = max(timezone.localdate(at), held.started_on)
    held.save(update_fields=["ended_on"])
    audit.record("mentor_pair.ended", obj=held, by=by, at=at, subject=pair.representative)


def _present(representative: Representative) -> Representative:
    """The person, locked; refuses one who has left."""
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotRecord(_("This person has left the network."))
    return person
