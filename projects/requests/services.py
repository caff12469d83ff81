"""Asking for representatives: writing a request, its terms, and the steps of its life."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.rows import new_public_id
from projects.planning.models import Project
from projects.requests import faults, pens, queries
from projects.requests.models import Request, RequestMove, RequestTerm
from representatives.catalogue.models import Term
from representatives.registry.models import Level, Relation

State = Request.State

# What a form or an API client may set; state and terms have services of their own.
EDITABLE = frozenset(
    "title role task influence seats starts_on ends_on times place meeting_form pay must_language must_area".split()
)
# A request in these states may still be changed.
CHANGEABLE = frozenset({State.DRAFT, State.OPEN, State.FILLED})
# So long an ending can be taken back; after that the round is history.
REOPENED_WITHIN = timedelta(days=30)
# More than anybody reads; every term beyond a handful finds fewer people.
MOST_TERMS = 20


class CannotAsk(Exception):
    """The request cannot be kept like this; the text says why and can be shown."""


class CannotMove(Exception):
    """The step is not allowed from where the request is; the text can be shown."""


@dataclass(frozen=True)
class Wanted:
    """One thing to ask for. An empty `relation` means whatever the relation; only experience has one."""

    term: Term
    importance: str
    level: int = Level.NEW
    relation: str = ""


@transaction.atomic
def create_request(
    *, project: Project, by: Any, at: datetime, terms: Iterable[Wanted] = (), **fields: Any
) -> Request:
    """Starts a request as a draft, with the given fields (see EDITABLE) and terms, and draws its seed.

    Whoever may not write in projects files it: it is theirs, and so is the pen, until they hand it over. Refuses a
    missing title, seats outside 1 to 50, an end before the start, more terms than MOST_TERMS or such as the catalogue
    does not offer for it, and a project that is closed or cancelled.
    """
    _only_editable(fields)
    _refuse(faults.over(project))
    request = Request(
        municipality_id=project.municipality_id,
        project=project,
        seed=new_public_id(),
        created_at=at,
        **pens.filed(project, by),
        **fields,
    )
    _refuse(faults.faulty(request))
    request.save(force_insert=True)
    audit.record("request.created", obj=request, by=by, at=at, fields=fields)
    asked: set[tuple[int, str]] = set()
    for wanted in terms:
        _add(request, wanted, asked, by, at)
    return request


@transaction.atomic
def update_request(*, request: Request, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Sets fields; returns the names of those that really changed.

    Refuses what `create_request` refuses, a request that is closed or cancelled, and leaving an open request without
    what it needed to open.
    """
    _only_editable(changes)
    held = _changeable(request, by)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, changes[name])
    if changed:
        _refuse(faults.faulty(held))
        if held.state != State.DRAFT:
            _refuse(faults.incomplete(held))
        held.save(update_fields=changed)
        audit.record("request.updated", obj=held, by=by, at=at, fields=changed)
    return changed


@transaction.atomic
def add_term(
    *,
    request: Request,
    term: Term,
    importance: str,
    by: Any,
    at: datetime,
    level: int = Level.NEW,
    relation: str = "",
) -> RequestTerm:
    """Asks for one more thing: a must or a wish, from a level up.

    Refuses a term that is already asked for with the same relation, a relation on anything but experience, and a kind
    of term that a request does not ask for.
    """
    held = _changeable(request, by)
    asked = set(held.terms.order_by("pk").values_list("term_id", "relation"))
    return _add(held, Wanted(term, importance, level, relation), asked, by, at)


@transaction.atomic
def remove_term(*, term: RequestTerm, by: Any, at: datetime) -> None:
    """Stops asking for one thing. Refuses the last one of a request that has opened."""
    held = _changeable(term.request, by)
    if held.state != State.DRAFT and held.terms.count() == 1:
        raise CannotAsk(_("An open request asks for at least one thing. Add another before you remove this."))
    audit.record("request_term.removed", obj=term, by=by, at=at, fields=["term"])
    RequestTerm.objects.filter(pk=term.pk).delete()


@transaction.atomic
def open_request(*, request: Request, by: Any, at: datetime) -> Request:
    """Opens a request, so that people can be chosen for it.

    Refuses while title, task, influence or terms are missing, in a project that is closed or cancelled, and one that
    has ended: that is taken back by `reopen_request`.
    """
    held = _lock(request)
    if held.state in Request.ENDED:
        raise CannotMove(_("Say in a few words why it is opened again."))
    _refuse_without_pen(held, by)
    _refuse(faults.over(held.project))
    _refuse(faults.incomplete(held))
    return _move(held, State.OPEN, by, at)


@transaction.atomic
def fill_request(*, request: Request, by: Any, at: datetime) -> Request:
    """Every seat is taken. Called by the rooms above; refuses a request that is not open."""
    return _move(_lock(request), State.FILLED, by, at)


@transaction.atomic
def close_request(*, request: Request, by: Any, at: datetime, reason: str) -> Request:
    """Asks nobody more. Refuses while somebody who was asked has not answered, and without a reason."""
    held = _lock(request)
    _refuse(faults.waiting(held), CannotMove)
    _refuse(faults.unexplained(reason), CannotMove)
    return _move(held, State.CLOSED, by, at, reason)


@transaction.atomic
def cancel_request(*, request: Request, by: Any, at: datetime, reason: str) -> Request:
    """Calls the request off. Refuses while somebody who was asked has not answered, and without a reason."""
    held = _lock(request)
    _refuse(faults.waiting(held), CannotMove)
    _refuse(faults.unexplained(reason), CannotMove)
    return _move(held, State.CANCELLED, by, at, reason)


@transaction.atomic
def reopen_request(*, request: Request, by: Any, at: datetime, reason: str) -> RequestMove:
    """Takes back that a request was closed or called off: it is again what it was before. Returns the step taken back.

    Refuses without a reason, one that has not ended, later than thirty days after, in a project that is closed or
    cancelled, and one that lacks what it needs to be open.
    """
    held = _lock(request)
    ended = queries.ending_of(held)
    if ended is None:
        raise CannotMove(_("Only a request that is closed or called off is opened again."))
    if at > ended.at + REOPENED_WITHIN:
        raise CannotMove(
            _("It ended more than 30 days ago, and stays as it was. Copy it into a new request.")
        )
    if not reason.strip():
        raise CannotMove(_("Say in a few words why it is opened again."))
    _refuse(faults.over(held.project))
    if ended.was != State.DRAFT:
        _refuse(faults.incomplete(held))
    _move(held, ended.was, by, at, reason, froms=Request.ENDED)
    return ended


@transaction.atomic
def cancel_with_project(*, project: Project, by: Any, at: datetime) -> int:
    """Calls off every request of a cancelled project that can be; returns how many.

    Asks nobody's answer first: the rooms above take back invitations in the same transaction.
    """
    rows = Request.objects.filter(project=project, state__in=Request.MOVES[State.CANCELLED])
    reason = _("The project was cancelled.")
    cancelled = [_move(held, State.CANCELLED, by, at, reason) for held in rows.order_by("id")]
    return len(cancelled)


def too_many_terms() -> str:
    """That a request asks for too much, and what to do."""
    text = _("A request asks for at most %(most)d things. Keep those that the work cannot do without.")
    return text % {"most": MOST_TERMS}


def _add(request: Request, wanted: Wanted, asked: set[tuple[int, str]], by: Any, at: datetime) -> RequestTerm:
    """Writes one term; `asked` are those already there, and grows."""
    term, relation = wanted.term, wanted.relation
    if term.kind not in queries.ASKABLE_KINDS or term.municipality_id not in (None, request.municipality_id):
        raise CannotAsk(_("A request asks for experience, services used, skills or roles."))
    if relation and (term.kind not in queries.EXPERIENCE_KINDS or relation not in Relation.values):
        raise CannotAsk(_("Only experience is seen from somewhere: own, next of kin, and so on."))
    if len(asked) >= MOST_TERMS:
        raise CannotAsk(too_many_terms())
    if (term.pk, relation) in asked:
        raise CannotAsk(_("The request already asks for “%(term)s”.") % {"term": term.name})
    asked.add((term.pk, relation))
    row = RequestTerm.objects.create(
        municipality_id=request.municipality_id,
        request=request,
        term=term,
        relation=relation,
        importance=wanted.importance,
        level=wanted.level,
    )
    audit.record("request_term.added", obj=row, by=by, at=at, fields=["term"], purpose=wanted.importance)
    return row


def _move(
    request: Request, to: str, by: Any, at: datetime, reason: str = "", *, froms: Iterable[str] = ()
) -> Request:
    was = request.state
    moved = Request.objects.filter(pk=request.pk, state__in=froms or Request.MOVES[to]).update(state=to)
    if not moved:
        raise CannotMove(
            _("A request that is “%(from)s” cannot become “%(to)s”.")
            % {"from": request.get_state_display(), "to": State(to).label}
        )
    request.state = to
    RequestMove.objects.create(
        municipality_id=request.municipality_id,
        request=request,
        was=was,
        to=to,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    audit.record("request.moved", obj=request, by=by, at=at, fields=["state"], purpose=to)
    return request


def _lock(request: Request) -> Request:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("project")
    return rows.get(pk=request.pk)


def _changeable(request: Request, by: Any) -> Request:
    held = _lock(request)
    _refuse_without_pen(held, by)
    if held.state not in CHANGEABLE:
        raise CannotAsk(_("The request is closed and stays as it was. Open it again, or make a new one."))
    return held


def _refuse(text: str, error: type[Exception] = CannotAsk) -> None:
    """Refuses when there is something to say."""
    if text:
        raise error(text)


def _refuse_without_pen(request: Request, by: Any) -> None:
    if not pens.may_write(request, by):
        raise CannotAsk(pens.who_writes(request, by))


def _only_editable(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ValueError(f"Not a field of a request: {', '.join(sorted(unknown))}")
