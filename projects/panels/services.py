"""Preparing a draw, publishing its seed, stopping it, and drawing again for those who said no."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.audit import services as audit
from config.core.jobs import services as jobs
from config.core.rows import new_public_id
from projects.candidates.models import Choice
from projects.matching.panels.draw import remaining
from projects.matching.panels.values import Problem, Willing
from projects.panels import queries
from projects.panels.models import Category, Panel, PanelMember, PanelQuota, PopulationShare
from projects.panels.queries import Wanted
from projects.panels.values import Basis, basis
from projects.requests.faults import MOST_SEATS
from projects.requests.models import Request
from representatives.registry.models import Representative

JOB_KIND = "panels.draw"
MOST_QUOTAS = 60
MOST_SHARES = 200
State = Panel.State


class CannotDraw(Exception):
    """The draw is not possible like this; the text says what to change and can be shown."""


@transaction.atomic
def start(*, request: Request, by: Any, at: datetime) -> Panel:
    """The draft of a draw for a request; the one that is being prepared already, if there is one.

    Refuses a request that is not open, one with a draw under way, and one whose seats are all taken.
    """
    held = _open(request)
    known = Panel.objects.filter(request=held, state__in=[State.DRAFT, State.PUBLISHED]).first()
    if known is not None and known.state == State.DRAFT:
        return known
    if known is not None:
        raise CannotDraw(_("A draw for this request is under way. Wait for it, or stop it."))
    chosen = Choice.objects.filter(request=held, decision=Choice.Decision.CHOSEN).count()
    if chosen >= held.seats:
        raise CannotDraw(_("Somebody is chosen for every seat. Take a choice back before you draw."))
    panel = Panel.objects.create(
        municipality_id=held.municipality_id, request=held, seats=held.seats - chosen, created_at=at, by=by
    )
    audit.record("panel.started", obj=panel, by=by, at=at)
    return panel


@transaction.atomic
def set_quotas(
    *, panel: Panel, seats: int, pool: str, quotas: Sequence[Wanted], by: Any, at: datetime
) -> Panel:
    """Sets the seats, who may be drawn and every quota of a draft.

    Whether a panel exists is asked apart, by `queries.check`. Refuses seats outside 1 to 50, a minimum above its
    maximum or above the seats, a value twice, more than sixty quotas, and a draw that is published.
    """
    held = _lock(panel)
    _refuse_unless_draft(held)
    if not 1 <= seats <= MOST_SEATS:
        raise CannotDraw(_("A panel has from 1 to 50 seats."))
    if pool not in Panel.Pool.values:
        raise CannotDraw(_("Say who may be drawn."))
    _refuse_faults(seats, quotas)
    held.seats, held.pool = seats, pool
    held.save(update_fields=["seats", "pool"])
    held.quotas.all().delete()
    PanelQuota.objects.bulk_create(_rows(held, quotas))
    audit.record("panel.updated", obj=held, by=by, at=at, fields=["quotas", "seats", "pool"])
    return held


@transaction.atomic
def publish(*, panel: Panel, by: Any, at: datetime) -> Panel:
    """Freezes who may be drawn and the quotas, draws and publishes the seed, and puts the draw aside as a job.

    After this nothing of the draw can be changed, and it stays in the record also when it is stopped: so nobody can try
    seeds until one pleases. Refuses what is published already, a request that is not open, nobody to draw, and quotas
    under which no panel exists.
    """
    held = _lock(panel)
    _refuse_unless_draft(held)
    _open(held.request)
    found, checked = queries.checked(panel=held, user=by, at=at)
    if checked.is_known and not checked.exists:
        raise CannotDraw(" ".join(checked.sentences))
    return _published(held, found.people, found.rows, by, at)


@transaction.atomic
def stop(*, panel: Panel, by: Any, at: datetime) -> Panel:
    """Stops a draw. A draft goes away; a published one stays in the record with its seed, and draws nobody.

    Refuses one that is done.
    """
    held = _lock(panel)
    if held.state == State.DRAFT:
        audit.record("panel.discarded", obj=held, by=by, at=at)
        Panel.objects.filter(pk=held.pk).delete()
        held.state = State.STOPPED
        return held
    _move(held, State.STOPPED)
    audit.record("panel.stopped", obj=held, by=by, at=at, fields=["state"])
    return held


@transaction.atomic
def replace(*, panel: Panel, by: Any, at: datetime) -> Panel:
    """Draws again for the seats of those who said no or are gone; who said yes, or may still, is kept.

    The quotas are those of the panel less what the kept ones fill; in the draw is whoever may be drawn today and was
    not drawn before. The seed is published at once. Refuses while every seat is held, a panel that is not drawn, and
    quotas that those who are left cannot keep.
    """
    root = _lock(panel.follows or panel)
    request = _open(root.request)
    if root.state != State.DRAWN:
        raise CannotDraw(_("Only a panel that is drawn has seats to draw again."))
    if Panel.objects.filter(request=request, state__in=[State.DRAFT, State.PUBLISHED]).exists():
        raise CannotDraw(_("Another draw for this request is being prepared or under way."))
    taken = queries.seats(root)
    if queries.free_seats(root, taken) < 1:
        raise CannotDraw(_("Every seat is held. Draw again when somebody has said no."))
    found = basis(request=request, pool=root.pool, user=by, at=at)
    left = _left(root, taken, found)
    quotas = [
        Wanted(row.category, row.value, row.label, quota.minimum, quota.maximum)
        for row, quota in zip(root.quotas.all(), left.quotas, strict=True)
    ]
    checked = queries.check(left.seats, quotas, _among(found, left.people))
    if checked.is_known and not checked.exists:
        raise CannotDraw(" ".join(checked.sentences))
    again = Panel.objects.create(
        municipality_id=root.municipality_id,
        request=request,
        follows=root,
        seats=left.seats,
        pool=root.pool,
        created_at=at,
        by=by,
    )
    PanelQuota.objects.bulk_create(_rows(again, quotas))
    audit.record("panel.started", obj=again, by=by, at=at, purpose="replacement")
    return _published(again, left.people, found.rows, by, at)


@transaction.atomic
def set_shares(
    *, municipality: Any, shares: Iterable[tuple[str, str, int]], by: Any, at: datetime, whole: bool = False
) -> int:
    """Writes how many of the population have each value (category, value, people); returns how many lines.

    With `whole` the table is replaced. Refuses an unknown category, an empty value, a number below zero or above ten
    million, and more than two hundred lines.
    """
    lines = list(shares)
    if len(lines) > MOST_SHARES:
        raise CannotDraw(_("The table has more than %(most)d lines.") % {"most": MOST_SHARES})
    for category, value, people in lines:
        if category not in (Category.AREA, Category.AGE) or not value.strip() or len(value) > 80:
            raise CannotDraw(_("Each line has a category (area or age), a value and a number."))
        if not 0 <= people <= 10_000_000:
            raise CannotDraw(_("The number of people is from 0 to ten million."))
    if whole:
        PopulationShare.objects.filter(municipality=municipality).delete()
    for category, value, people in lines:
        PopulationShare.objects.update_or_create(
            municipality=municipality,
            category=category,
            value=value.strip(),
            defaults={"people": people, "at": at},
        )
    audit.record("population.updated", obj=municipality, by=by, at=at, fields=["people"])
    return len(lines)


@transaction.atomic
def remove_share(*, share: PopulationShare, by: Any, at: datetime) -> None:
    """Takes one line out of the table of the population."""
    audit.record("population_share.removed", obj=share, by=by, at=at)
    PopulationShare.objects.filter(pk=share.pk).delete()


def _published(
    held: Panel, people: Sequence[Willing], rows: dict[str, Representative], by: Any, at: datetime
) -> Panel:
    PanelMember.objects.bulk_create(
        PanelMember(
            municipality_id=held.municipality_id,
            panel=held,
            representative=rows[person.id],
            number=number,
            traits=sorted(list(trait) for trait in person.traits),
            frozen_at=at,
        )
        for number, person in enumerate(people, start=1)
    )
    held.seed, held.published_at, held.by = new_public_id(), at, by
    _move(held, State.PUBLISHED, seed=held.seed, published_at=at, by=by)
    audit.record("panel.published", obj=held, by=by, at=at, fields=["seed"])
    jobs.enqueue(
        kind=JOB_KIND,
        key=f"{JOB_KIND}:{held.public_id}",
        municipality=held.municipality,
        payload={"panel": held.public_id},
        by=by,
        at=at,
    )
    return held


def _left(root: Panel, taken: Sequence[queries.Seat], found: Basis) -> Problem:
    """What is to be drawn again."""
    kept = [seat for seat in taken if not seat.is_gone]
    before = {seat.member.representative.public_id for seat in taken}
    stay = [Willing(seat.member.representative.public_id, queries.traits_of(seat.member)) for seat in kept]
    fresh = [person for person in found.people if person.id not in before]
    whole = queries.problem_of(root.seats, queries.wanted_of(root), [*stay, *fresh])
    left = remaining(whole, kept={person.id for person in stay}, gone=frozenset())
    if left is None:
        raise CannotDraw(_("Every seat is held. Draw again when somebody has said no."))
    return left


def _among(found: Basis, people: tuple[Willing, ...]) -> Basis:
    return Basis(people, found.rows, found.choosable, found.held_back, found.decided, found.network)


def _rows(panel: Panel, quotas: Iterable[Wanted]) -> list[PanelQuota]:
    return [
        PanelQuota(
            municipality_id=panel.municipality_id,
            panel=panel,
            category=one.category,
            value=one.value,
            label=one.label,
            minimum=one.minimum,
            maximum=one.maximum,
        )
        for one in quotas
    ]


def _move(panel: Panel, to: str, **fields: Any) -> None:
    moved = Panel.objects.filter(pk=panel.pk, state__in=Panel.MOVES[to]).update(state=to, **fields)
    if not moved:
        raise CannotDraw(
            _("A draw that is “%(from)s” cannot become “%(to)s”.")
            % {"from": panel.get_state_display(), "to": State(to).label}
        )
    panel.state = to


def _lock(panel: Panel) -> Panel:
    rows = queries.with_request(Panel.objects.select_for_update(of=("self",)))
    held: Panel = rows.get(pk=panel.pk)
    return held


def _open(request: Request) -> Request:
    """The request, locked until the transaction ends, so that a draw and a choice cannot cross."""
    rows = Request.objects.select_for_update(of=("self",)).select_related(
        "municipality", "project__leader", "role", "must_language"
    )
    held = rows.get(pk=request.pk)
    if held.state != Request.State.OPEN:
        raise CannotDraw(_("People are drawn while the request is open."))
    return held


def _refuse_unless_draft(panel: Panel) -> None:
    if panel.state != State.DRAFT:
        raise CannotDraw(_("The seed is published, so nothing of this draw can be changed. Make a new one."))


def _refuse_faults(seats: int, quotas: Sequence[Wanted]) -> None:
    if len(quotas) > MOST_QUOTAS:
        raise CannotDraw(_("A panel has at most %(most)d quotas.") % {"most": MOST_QUOTAS})
    if len({(one.category, one.value) for one in quotas}) != len(quotas):
        raise CannotDraw(_("Each value has one quota."))
    for one in quotas:
        if one.minimum < 0 or one.minimum > one.maximum:
            raise CannotDraw(
                _("“%(label)s”: the least is more than the most. Change one of them.") % {"label": one.label}
            )
        if one.minimum > seats:
            text = ngettext(
                "“%(label)s” wants at least %(minimum)d, and the panel has %(seats)d seat.",
                "“%(label)s” wants at least %(minimum)d, and the panel has %(seats)d seats.",
                seats,
            )
            raise CannotDraw(text % {"label": one.label, "minimum": one.minimum, "seats": seats})
