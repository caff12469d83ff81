"""Asks to managers as pages: the list, a new one, one ask, and its answer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access import scope
from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page, refused
from participation.support import queries, services
from participation.support.forms import AnswerForm, AskForm, FollowedForm, StateForm
from participation.support.models import Ask, AskFollowed

PAGE_SIZE = 25


@require(Permission.SUPPORT_READ)
def ask_list(request: Any) -> HttpResponse:
    """What is asked, by the day to decide."""
    form = StateForm(request.GET or None)
    state = form.cleaned_data["state"] if form.is_bound and form.is_valid() else ""
    rows = queries.asks(user=request.user, municipality=request.municipality, state=state)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_filtered": bool(state), "today": timezone.localdate()}
    return render(request, "participation/support/list.html", context)


@require(Permission.SUPPORT_WRITE)
def ask_create(request: Any) -> HttpResponse:
    """Asks for one thing."""
    units = Unit.objects.reached_by(request.user, Permission.SUPPORT_WRITE).of(request.municipality)
    may_ask_seniors = request.municipality.pk in scope.of(request.user).whole(Permission.SUPPORT_WRITE)
    form = AskForm(request.POST or None, units=units.filter(is_active=True), may_ask_seniors=may_ask_seniors)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.ask(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _("The ask is sent."), "ask_detail", request.municipality.slug, made.public_id
            )
    return form_page(request, "participation/support/form.html", form)


@require(Permission.SUPPORT_READ)
def ask_detail(request: Any, ask_id: str) -> HttpResponse:
    """One ask, its answer, and the form for those who may answer."""
    ask = _ask(request, ask_id)
    context = {
        "ask": ask,
        "form": AnswerForm(),
        "may_answer": _is_open(ask) and _answerable(request).filter(pk=ask.pk).exists(),
        "followed": list(ask.followed.select_related("by")),
        "is_silent": Ask.objects.unfollowed(timezone.localdate()).filter(pk=ask.pk).exists(),
    }
    return render(request, "participation/support/detail.html", context)


@require(Permission.SUPPORT_ANSWER)
def ask_answer(request: Any, ask_id: str) -> HttpResponse:
    """The manager's answer."""
    ask = _answerable(request).filter(public_id=ask_id).first()
    if ask is None:
        raise Http404
    here = ("ask_detail", request.municipality.slug, ask_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(ask=ask, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotAnswer as refusal:
            if not _is_open(ask):
                return refused(request, refusal, *here)
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Thank you. The facilitator is told."), *here)
    return form_page(request, "participation/support/answer.html", form, {"ask": ask})


@require(Permission.SUPPORT_WRITE)
def ask_follow(request: Any, ask_id: str) -> HttpResponse:
    """One thing that followed from the answer."""
    ask = _ask(request, ask_id)
    here = ("ask_detail", request.municipality.slug, ask_id)
    at = timezone.now()
    form = FollowedForm(request.POST or None, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        try:
            services.follow(ask=ask, by=request.user, at=at, **form.cleaned_data)
        except services.CannotFollow as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("It is written down."), *here)
    return form_page(request, "participation/support/follow.html", form, {"ask": ask})


@require(Permission.SUPPORT_WRITE)
def ask_followed_edit(request: Any, ask_id: str, ask_line_id: str) -> HttpResponse:
    """Other words or another day for one thing that followed."""
    line = _line(request, ask_id, ask_line_id)
    at = timezone.now()
    initial = {"text": line.text, "happened_on": line.happened_on}
    form = FollowedForm(request.POST or None, today=timezone.localdate(at), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct(followed=line, by=request.user, at=at, **form.cleaned_data)
        except services.CannotFollow as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "ask_detail", request.municipality.slug, ask_id)
    return form_page(request, "participation/support/follow.html", form, {"ask": line.ask, "line": line})


@require(Permission.SUPPORT_WRITE)
@require_POST
def ask_followed_delete(request: Any, ask_id: str, ask_line_id: str) -> HttpResponse:
    """Takes away a line that was written by mistake."""
    services.unfollow(followed=_line(request, ask_id, ask_line_id), by=request.user, at=timezone.now())
    return done(request, _("The line is taken away."), "ask_detail", request.municipality.slug, ask_id)


def _line(request: Any, ask_id: str, ask_line_id: str) -> AskFollowed:
    rows = AskFollowed.objects.filter(ask=_ask(request, ask_id)).select_related("ask__municipality")
    return get_object_or_404(rows, public_id=ask_line_id)


def _ask(request: Any, public_id: str) -> Ask:
    rows = queries.asks(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _answerable(request: Any) -> Any:
    return Ask.objects.answerable_by(request.user).of(request.municipality).select_related("unit")


def _is_open(ask: Ask) -> bool:
    return ask.state in (Ask.State.ASKED, Ask.State.LATER)
