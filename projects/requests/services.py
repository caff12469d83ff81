"""Asking for representatives: writing a request, its terms, and the steps of its life."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.audit import services as audit
from config.core.rows import new_public_id
from projects.planning.models import Project
from projects.requests import queries
from projects.requests.models import Request, RequestTerm
from representatives.catalogue.models import Term
from representatives.registry.models import Level, Relation

State = Request.State

# What a form or an API client may set; state and terms have services of their own.
EDITABLE = frozenset(
    "title role task influence seats starts_on ends_on times place meeting_form pay must_language must_area".split()
)
# A request in these states may still be changed.
CHANGEABLE = frozenset({State.DRAFT, State.OPEN, State.FILLED})
MOST_SEATS = 50


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

    Refuses a missing title, seats outside 1 to 50, an end before the start, terms that the catalogue does not offer
    for it, and a project that is closed or cancelled.
    """
    _only_editable(fields)
    _refuse_ended(project)
    request = Request(
        municipality_id=project.municipality_id,
        project=project,
        seed=new_public_id(),
        created_at=at,
        **fields,
    )
    _refuse_faults(request)
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
    held = _changeable(request)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, changes[name])
    if changed:
        _refuse_faults(held)
        if held.state != State.DRAFT:
            _refuse_incomplete(held)
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
    held = _changeable(request)
    asked = set(held.terms.order_by("pk").values_list("term_id", "relation"))
    return _add(held, Wanted(term, importance, level, relation), asked, by, at)


@transaction.atomic
def remove_term(*, term: RequestTerm, by: Any, at: datetime) -> None:
    """Stops asking for one thing. Refuses the last one of a request that has opened."""
    held = _changeable(term.request)
    if held.state != State.DRAFT and held.terms.count() == 1:
        raise CannotAsk(_("An open request asks for at least one thing. Add another before you remove this."))
    audit.record("request_term.removed", obj=term, by=by, at=at, fields=["term"])
    RequestTerm.objects.filter(pk=term.pk).delete()


@transaction.atomic
def open_request(*, request: Request, by: Any, at: datetime) -> Request:
    """Opens a request, so that people can be chosen for it.

    Refuses while title, task, influence or terms are missing, and in a project that is closed or cancelled.
    """
    held = _lock(request)
    _refuse_ended(held.project)
    _refuse_incomplete(held)
    return _move(held, State.OPEN, by, at)


@transaction.atomic
def fill_request(*, request: Request, by: Any, at: datetime) -> Request:
    """Every seat is taken. Called by the rooms above; refuses a request that is not open."""
    return _move(_lock(request), State.FILLED, by, at)


@transaction.atomic
def close_request(*, request: Request, by: Any, at: datetime) -> Request:
    """Asks nobody more. Refuses while somebody who was asked has not answered."""
    held = _lock(request)
    _refuse_waiting(held)
    return _move(held, State.CLOSED, by, at)


@transaction.atomic
def cancel_request(*, request: Request, by: Any, at: datetime) -> Request:
    """Calls the request off. Refuses while somebody who was asked has not answered."""
    held = _lock(request)
    _refuse_waiting(held)
    return _move(held, State.CANCELLED, by, at)


@transaction.atomic
def cancel_with_project(*, project: Project, by: Any, at: datetime) -> int:
    """Calls off every request of a cancelled project that can be; returns how many.

    Asks nobody's answer first: the rooms above take back invitations in the same transaction.
    """
    rows = Request.objects.filter(project=project, state__in=Request.MOVES[State.CANCELLED])
    cancelled = [_move(held, State.CANCELLED, by, at) for held in rows.order_by("id")]
    return len(cancelled)


def _add(request: Request, wanted: Wanted, asked: set[tuple[int, str]], by: Any, at: datetime) -> RequestTerm:
    """Writes one term; `asked` are those already there, and grows."""
    term, relation = wanted.term, wanted.relation
    if term.kind not in queries.ASKABLE_KINDS or term.municipality_id not in (None, request.municipality_id):
        raise CannotAsk(_("A request asks for experience, services used, skills or roles."))
    if relation and (term.kind not in queries.EXPERIENCE_KINDS or relation not in Relation.values):
        raise CannotAsk(_("Only experience is seen from somewhere: own, next of kin, and so on."))
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


def _move(request: Request, to: str, by: Any, at: datetime) -> Request:
    froms = Request.MOVES[to]
    moved = Request.objects.filter(pk=request.pk, state__in=froms).update(state=to)
    if not moved:
        raise CannotMove(
            _("A request that is “%(from)s” cannot become “%(to)s”.")
            % {"from": request.get_state_display(), "to": State(to).label}
        )
    request.state = to
    audit.record("request.moved", obj=request, by=by, at=at, fields=["state"], purpose=to)
    return request


def _lock(request: Request) -> Request:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("project")
    return rows.get(pk=request.pk)


def _changeable(request: Request) -> Request:
    held = _lock(request)
    if held.state not in CHANGEABLE:
        raise CannotAsk(_("The request is closed and stays as it was. Open it again, or make a new one."))
    return held


def _refuse_faults(request: Request) -> None:
    if not request.title.strip():
        raise CannotAsk(_("A request needs a title."))
    if not 1 <= request.seats <= MOST_SEATS:
        raise CannotAsk(_("A request has from 1 to 50 seats."))
    if request.starts_on and request.ends_on and request.ends_on < request.starts_on:
        raise CannotAsk(_("A request ends after it starts."))


def _refuse_incomplete(request: Request) -> None:
    missing = queries.missing(request)
    if missing:
        raise CannotAsk(_("The request still needs: %(parts)s.") % {"parts": "; ".join(missing)})


def _refuse_ended(project: Project) -> None:
    if queries.has_ended(project):
        raise CannotAsk(_("The project is over, so nobody new is asked for it."))


def _refuse_waiting(request: Request) -> None:
    count = queries.awaiting(request)
    if count:
        text = ngettext(
            "%(count)s person has been asked and has not answered. Take the invitation back first.",
            "%(count)s people have been asked and have not answered. Take the invitations back first.",
            count,
        )
        raise CannotMove(text % {"count": localize(count)})


def _only_editable(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ValueError(f"Not a field of a request: {', '.join(sorted(unknown))}")
