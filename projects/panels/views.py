"""A draw as pages: its quotas, whether a panel exists, the seed, the progress, and how fair it was."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page, refused
from projects.panels import exports, queries, services, wording
from projects.panels.forms import QuotaForm
from projects.panels.models import Panel
from projects.panels.values import basis
from projects.requests import queries as requests
from projects.requests.models import Request


@require(Permission.CANDIDATES_READ)
def panel_list(request: Any, request_id: str) -> HttpResponse:
    """The draws of a request, and the press that starts one."""
    wanted = _wanted(request, request_id)
    panels = list(queries.of_request(request=wanted, user=request.user))
    context = {
        "wanted": wanted,
        "panels": panels,
        "is_open": wanted.state == Request.State.OPEN,
        "has_one_under_way": any(panel.is_draft or panel.is_under_way for panel in panels),
    }
    return render(request, "projects/panels/list.html", context)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def panel_start(request: Any, request_id: str) -> HttpResponse:
    """Starts to prepare a draw."""
    wanted = _wanted(request, request_id)
    try:
        panel = services.start(request=wanted, by=request.user, at=timezone.now())
    except services.CannotDraw as refusal:
        return refused(request, refusal, "panel_list", request.municipality.slug, wanted.public_id)
    return done(request, "", _address(panel))


@require(Permission.CANDIDATES_READ)
def panel_detail(request: Any, panel_id: str) -> HttpResponse:
    """One draw, as far as it has come: the editor, the progress, or what came of it."""
    panel = _panel(request, panel_id)
    if panel.is_draft:
        return _editor(request, panel)
    if panel.is_under_way:
        return _progress(request, panel)
    if request.htmx:
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "projects/panels/done.html", _result(request, panel))


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def panel_edit(request: Any, panel_id: str) -> HttpResponse:
    """Keeps the quotas of a draft, and says whether a panel exists."""
    panel = _panel(request, panel_id)
    if not panel.is_draft:
        return refused(request, _("The seed is published. Nothing can be changed."), _address(panel))
    found = basis(request=panel.request, pool=panel.pool, user=request.user, at=timezone.now())
    form = QuotaForm(request.POST, panel=panel, found=found)
    if form.is_valid():
        fields = {"seats": form.cleaned_data["seats"], "pool": form.cleaned_data["pool"]}
        try:
            services.set_quotas(
                panel=panel, quotas=form.quotas(), by=request.user, at=timezone.now(), **fields
            )
        except services.CannotDraw as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), _address(panel) + "#check")
    context = {"panel": panel, "found": found, "balance": wording.gender_balance(panel.seats)}
    return form_page(request, "projects/panels/draft.html", form, context)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def panel_check(request: Any, panel_id: str) -> HttpResponse:
    """Says whether a panel exists under what is filled in, without keeping it."""
    panel = _panel(request, panel_id)
    at = timezone.now()
    found = basis(request=panel.request, pool=panel.pool, user=request.user, at=at)
    form = QuotaForm(request.POST, panel=panel, found=found)
    checked = None
    if form.is_valid():
        pool = form.cleaned_data["pool"]
        if pool != panel.pool:
            found = basis(request=panel.request, pool=pool, user=request.user, at=at)
        checked = queries.check(form.cleaned_data["seats"], form.quotas(), found)
    template = "projects/panels/draft.html#check" if request.htmx else "projects/panels/draft.html"
    seats = form.cleaned_data.get("seats") or panel.seats
    context = {
        "panel": panel,
        "form": form,
        "found": found,
        "checked": checked,
        "balance": wording.gender_balance(seats),
    }
    return render(request, template, context)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def panel_suggest(request: Any, panel_id: str) -> HttpResponse:
    """Fills in quotas like the population; those of other categories stay."""
    panel = _panel(request, panel_id)
    at = timezone.now()
    found = basis(request=panel.request, pool=panel.pool, user=request.user, at=at)
    suggested = queries.suggested(request.municipality, panel.seats, found)
    if not suggested:
        message = _("Nothing is known of the population yet. Write down the numbers first.")
        return refused(request, message, "population_list", request.municipality.slug)
    taken = {one.category for one in suggested}
    quotas = [*(one for one in queries.wanted_of(panel) if one.category not in taken), *suggested]
    return _press(
        request,
        panel,
        lambda: services.set_quotas(
            panel=panel, seats=panel.seats, pool=panel.pool, quotas=quotas, by=request.user, at=at
        ),
        _("Filled in like the population. Change what you want."),
    )


@require(Permission.CANDIDATES_CHOOSE)
def panel_publish(request: Any, panel_id: str) -> HttpResponse:
    """Says what publishing means; a POST publishes the seed and starts the draw."""
    panel = _panel(request, panel_id)
    if request.method != "POST" and panel.is_draft:
        found, checked = queries.checked(panel=panel, user=request.user, at=timezone.now())
        context = {"panel": panel, "found": found, "checked": checked}
        return render(request, "projects/panels/publish.html", context)
    return _press(
        request,
        panel,
        lambda: services.publish(panel=panel, by=request.user, at=timezone.now()),
        _("The seed is published, and the draw is under way."),
    )


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def panel_stop(request: Any, panel_id: str) -> HttpResponse:
    """Stops a draw, or throws a draft away."""
    panel = _panel(request, panel_id)
    was_draft = panel.is_draft
    try:
        services.stop(panel=panel, by=request.user, at=timezone.now())
    except services.CannotDraw as refusal:
        return refused(request, refusal, _address(panel))
    message = _("The draft is thrown away.") if was_draft else _("The draw is stopped. Nobody was drawn.")
    return done(request, message, "panel_list", request.municipality.slug, panel.request.public_id)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def panel_replace(request: Any, panel_id: str) -> HttpResponse:
    """Draws again for those who said no."""
    panel = _panel(request, panel_id)
    try:
        again = services.replace(panel=panel, by=request.user, at=timezone.now())
    except services.CannotDraw as refusal:
        return refused(request, refusal, _address(panel))
    return done(request, _("A new seed is published, and the draw is under way."), _address(again))


@require(Permission.CANDIDATES_READ)
def panel_record(request: Any, panel_id: str) -> HttpResponse:
    """The record on one page, to print."""
    return render(
        request, "projects/panels/record.html", _result(request, _published(_panel(request, panel_id)))
    )


@require(Permission.CANDIDATES_READ)
def panel_pdf(request: Any, panel_id: str) -> HttpResponse:
    """The record as a file for the archive."""
    panel = _published(_panel(request, panel_id))
    _looked(request, panel)
    return _file(exports.record_pdf(panel), "application/pdf", "panel-record.pdf")


@require(Permission.CANDIDATES_READ)
def panel_quotas_csv(request: Any, panel_id: str) -> HttpResponse:
    """The quotas, for anybody who wants to check the draw with a tool of their own."""
    return _file(exports.quotas_csv(_panel(request, panel_id)), "text/csv; charset=utf-8", "quotas.csv")


@require(Permission.CANDIDATES_READ)
def panel_people_csv(request: Any, panel_id: str) -> HttpResponse:
    """Everybody in the draw, without names."""
    panel = _published(_panel(request, panel_id))
    _looked(request, panel)
    return _file(exports.people_csv(panel), "text/csv; charset=utf-8", "people.csv")


def _editor(request: Any, panel: Panel) -> HttpResponse:
    found, checked = queries.checked(panel=panel, user=request.user, at=timezone.now())
    context = {
        "panel": panel,
        "form": QuotaForm(panel=panel, found=found),
        "found": found,
        "checked": checked,
        "balance": wording.gender_balance(panel.seats),
    }
    return render(request, "projects/panels/draft.html", context)


def _progress(request: Any, panel: Panel) -> HttpResponse:
    template = "projects/panels/under_way.html#progress" if request.htmx else "projects/panels/under_way.html"
    response = render(request, template, {"panel": panel, "step": wording.step(panel.step)})
    if not request.htmx:
        response.headers["Refresh"] = "3"
    return response


def _result(request: Any, panel: Panel) -> dict[str, Any]:
    """What came of a draw. Names are told, so that the look is written down."""
    _looked(request, panel)
    seats = queries.seats(panel) if panel.is_drawn else []
    return {
        "panel": panel,
        "sentences": queries.record(panel),
        "lines": queries.lines(panel),
        "seats": seats,
        "free": queries.free_seats(panel, seats) if panel.is_drawn else 0,
        "balance": wording.gender_balance((panel.follows or panel).seats),
        "is_open": panel.request.state == Request.State.OPEN,
    }


def _looked(request: Any, panel: Panel) -> None:
    audit.record(
        "panel.read", obj=panel, by=request.user, at=timezone.now(), fields=["name"], purpose="candidates"
    )


def _press(request: Any, panel: Panel, step: Callable[[], object], message: str) -> HttpResponse:
    try:
        step()
    except services.CannotDraw as refusal:
        return refused(request, refusal, _address(panel))
    return done(request, message, _address(panel))


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _published(panel: Panel) -> Panel:
    """A draft has no record: nobody is in it yet."""
    if panel.is_draft:
        raise Http404
    return panel


def _panel(request: Any, public_id: str) -> Panel:
    rows = queries.detail(user=request.user, municipality=request.municipality)
    panel: Panel = get_object_or_404(rows, public_id=public_id)
    return panel


def _wanted(request: Any, public_id: str) -> Request:
    rows = requests.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _address(panel: Panel) -> str:
    return reverse("panel_detail", args=[panel.municipality.slug, panel.public_id])
