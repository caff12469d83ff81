"""Requests with what their pages show, and what one still needs before it can open."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from projects.planning.models import Project
from projects.requests.models import Request, RequestMove, RequestQuerySet, RequestTerm
from representatives.catalogue.models import Term
from representatives.turns.models import Turn

# Of these a request may ask; perspective is told by the relation, practical terms by fields of their own.
ASKABLE_KINDS = (Term.Kind.EXPERIENCE, Term.Kind.SERVICE, Term.Kind.SKILL, Term.Kind.ROLE)
EXPERIENCE_KINDS = (Term.Kind.EXPERIENCE, Term.Kind.SERVICE)
LANGUAGES_KEY = "languages"

_ANSWERS = (Turn.Kind.ACCEPTED, Turn.Kind.DECLINED, Turn.Kind.SILENT, Turn.Kind.WITHDRAWN)


def detail(*, user: Any, municipality: Any) -> RequestQuerySet:
    """Requests with everything a request page shows, in a fixed number of queries."""
    return with_moves(with_terms(Request.objects.visible_to(user).of(municipality)))


def titles(user: Any, refs: Iterable[str]) -> dict[str, str]:
    """Project and title of requests, by public id, as far as `user` may see them."""
    rows = Request.objects.visible_to(user).filter(public_id__in=list(refs)).select_related("project")
    return {row.public_id: f"{row.project.title} · {row.title}" for row in rows}


def with_terms(rows: RequestQuerySet) -> RequestQuerySet:
    """Requests with project, unit, leader, role, language and terms."""
    terms = RequestTerm.objects.select_related("term").order_by("importance", "id")
    ties = "municipality project__unit project__leader role must_language filed_by".split()
    return rows.select_related(*ties).prefetch_related(Prefetch("terms", queryset=terms))


def with_moves(rows: RequestQuerySet) -> RequestQuerySet:
    """Requests with each step of their life, the newest first."""
    moves = RequestMove.objects.select_related("by").order_by("-at", "-id")
    return rows.prefetch_related(Prefetch("moves", queryset=moves))


def askable_terms(municipality: Any) -> Any:
    """Catalogue terms that a request may ask for, by kind and order."""
    rows = Term.objects.offered_in(municipality).filter(kind__in=ASKABLE_KINDS)
    return rows.order_by("kind", "order", "name_nb")


def roles(municipality: Any) -> Any:
    """Roles that a seat may have."""
    return Term.objects.offered_in(municipality).filter(kind=Term.Kind.ROLE).order_by("order", "name_nb")


def languages(municipality: Any) -> Any:
    """Languages that may be needed: skills under “languages” in the catalogue."""
    rows = Term.objects.offered_in(municipality).filter(kind=Term.Kind.SKILL, parent__key=LANGUAGES_KEY)
    return rows.order_by("order", "name_nb")


def with_kept(rows: Any, kept: Term | None) -> Any:
    """The terms, and the one that a request has already, although it is retired since."""
    if kept is None:
        return rows
    either = Q(pk__in=rows.order_by().values("pk")) | Q(pk=kept.pk)
    return Term.objects.filter(either).order_by("order", "name_nb")


def missing(request: Request) -> list[str]:
    """What `request` still needs before it can open, in words that fit after “still needs”; empty when nothing."""
    found = []
    if not request.title.strip():
        found.append(_("a title"))
    if not request.task.strip():
        found.append(_("what the person will do"))
    if not request.influence.strip():
        found.append(_("what the person can change"))
    if not request.terms.all():
        found.append(_("at least one experience or skill to look for"))
    return found


def awaiting(request: Request) -> int:
    """How many have been asked for `request` and are still waiting for nothing but their own answer."""
    rows = Turn.objects.filter(municipality=request.municipality_id, request_ref=request.public_id)
    waiting: set[int] = set()
    kinds = (Turn.Kind.ASKED, *_ANSWERS)
    for pk, kind in rows.filter(kind__in=kinds).order_by("at", "id").values_list("representative_id", "kind"):
        if kind == Turn.Kind.ASKED:
            waiting.add(pk)
        else:
            waiting.discard(pk)
    return len(waiting)


def ending_of(request: Request) -> RequestMove | None:
    """The step by which a request ended; None while it has not."""
    if request.state not in Request.ENDED:
        return None
    return RequestMove.objects.filter(request=request, to=request.state).order_by("-at", "-id").first()


def has_ended(project: Project) -> bool:
    """Whether nothing more may be asked for in the project."""
    return project.state in (Project.State.CLOSED, Project.State.CANCELLED)
