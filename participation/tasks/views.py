"""One person's tasks: the list, a task put off or given, what is written down, and the list by mail."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.reflections.queries import reflections
from participation.tasks import queries, services
from participation.tasks.feeds import named
from participation.tasks.feeds.feed import Reader, reader
from participation.tasks.feeds.own import OWN
from participation.tasks.forms import PUT_OFF, DigestForm, GiveForm, NewTaskForm, SnoozeForm, TaskForm
from participation.tasks.models import Digest, Task
from participation.tasks.queries import Show
from representatives.registry.models import Representative

PAGE_SIZE = 25


@require(Permission.TASKS_READ)
def task_list(request: Any) -> HttpResponse:
    """What needs the person, the soonest first; what is put off, and what others have taken."""
    of = _reader(request)
    desk = queries.Desk(of)
    show = Show(asked) if (asked := request.GET.get("show", "")) in list(Show) else Show.MINE
    kinds = desk.kinds if show == Show.MINE else []
    chosen = next((feed for feed, _number in kinds if feed.key == request.GET.get("kind")), None)
    found = desk.find(show, chosen.key if chosen else "")
    page: Any = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))  # type: ignore[arg-type]  # see Lines
    if any(line.feed.names_people for line in page.object_list):
        reading.listed(request, Representative, "tasks", "name")
    context = {
        "page": page,
        "lines": [(queries.when(line, of.today), line) for line in page.object_list],
        "kinds": kinds,
        "chosen": chosen,
        "show": show.value,
        "numbers": desk.numbers(),
        "done": queries.done_of_late(of) if show == Show.MINE else [],
        "today": of.today,
    }
    return render(request, "participation/tasks/list.html", context)


@require(Permission.TASKS_READ)
def task_detail(request: Any, task_key: str) -> HttpResponse:
    """One task: do it, put it off, or give it to somebody."""
    of = _reader(request)
    line = queries.one(of, task_key)
    if line is None:
        return render(request, "participation/tasks/gone.html", status=404)
    people = queries.takers(of, line.feed)
    if line.feed.names_people:
        reading.listed(request, Representative, "tasks", "name")
    context = {
        "line": line,
        "today": of.today,
        "put_off": PUT_OFF,
        "snooze": SnoozeForm(auto_id="snooze_%s"),
        "give": GiveForm(people=people, auto_id="give_%s"),
        "is_mine": line.given is not None and line.given.to_id == request.user.pk,
    }
    return render(request, "participation/tasks/detail.html", context)


@require(Permission.TASKS_READ)
@require_POST
def task_snooze(request: Any, task_key: str) -> HttpResponse:
    """Off the list until a day."""
    of, form = _reader(request), SnoozeForm(request.POST)
    until = form.day(of.today) if form.is_valid() else None
    if until is None:
        return refused(request, _("Choose a day."), *_page(request, task_key))
    try:
        services.snooze(of=of, key=task_key, until=until, at=timezone.now())
    except services.CannotTask as refusal:
        return refused(request, refusal, *_page(request, task_key))
    return done(request, _("It is put off. You find it under “Put off”."), *_list(request))


@require(Permission.TASKS_READ)
@require_POST
def task_wake(request: Any, task_key: str) -> HttpResponse:
    """On the list again."""
    try:
        services.wake(of=_reader(request), key=task_key, at=timezone.now())
    except services.CannotTask as refusal:
        return refused(request, refusal, *_list(request))
    return done(request, _("It is on your list again."), *_list(request))


@require(Permission.TASKS_READ)
@require_POST
def task_give(request: Any, task_key: str) -> HttpResponse:
    """To a colleague, or taken by oneself."""
    of = _reader(request)
    line = queries.one(of, task_key)
    form = GiveForm(request.POST, people=queries.takers(of, line.feed) if line else [])
    takes_it = "take" in request.POST
    if not takes_it and not form.is_valid():
        return refused(request, _("Choose who does it."), *_page(request, task_key))
    to = request.user if takes_it else form.cleaned_data["to"]
    word = "" if takes_it else form.cleaned_data["word"]
    try:
        services.give(of=of, key=task_key, to=to, word=word, at=timezone.now())
    except services.CannotTask as refusal:
        return refused(request, refusal, *_page(request, task_key))
    said = _("It is yours.") if takes_it else _("%(name)s has it now.") % {"name": to.get_full_name()}
    return done(request, said, *_list(request))


@require(Permission.TASKS_READ)
@require_POST
def task_give_back(request: Any, task_key: str) -> HttpResponse:
    """Nobody's in particular again."""
    try:
        services.give_back(of=_reader(request), key=task_key, at=timezone.now())
    except services.CannotTask as refusal:
        return refused(request, refusal, *_page(request, task_key))
    return done(request, _("It is on everybody's list again."), *_list(request))


@require(Permission.TASKS_READ)
def task_create(request: Any) -> HttpResponse:
    """Writes down something to do, for oneself or a colleague; from a reflection, it stands there too."""
    people = queries.takers(_reader(request), named(OWN))
    came_from = _reflection(request)
    said_there = came_from.for_managers or came_from.went_well if came_from else ""
    form = NewTaskForm(
        request.POST or None, people=people, initial={"title": Truncator(said_there).chars(200)}
    )
    if request.method == "POST" and form.is_valid():
        said = {"municipality": request.municipality, "by": request.user, "at": timezone.now()}
        said["came_from"] = came_from
        try:
            services.write_down(**form.cleaned_data, **said)
        except services.CannotTask as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("It is written down."), *_back(request, came_from))
    return form_page(request, "participation/tasks/create.html", form, {"came_from": came_from})


@require(Permission.TASKS_READ)
def task_edit(request: Any, task_id: str) -> HttpResponse:
    """Other words, or another day."""
    task = _task(request, task_id)
    form = TaskForm(request.POST or None, instance=task)
    if request.method == "POST" and form.is_valid():
        try:
            services.rewrite(task=task, **form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotTask as refusal:
            form.add_error("title", str(refusal))
        else:
            return done(request, _("Saved."), *_list(request))
    return form_page(request, "participation/tasks/edit.html", form, {"task": task})


@require(Permission.TASKS_READ)
@require_POST
def task_finish(request: Any, task_id: str) -> HttpResponse:
    """It is done."""
    services.finish(task=_task(request, task_id), by=request.user, at=timezone.now())
    return done(request, _("Done. You can open it again below."), *_list(request))


@require(Permission.TASKS_READ)
@require_POST
def task_reopen(request: Any, task_id: str) -> HttpResponse:
    """It was not done after all."""
    services.reopen(task=_task(request, task_id), by=request.user, at=timezone.now())
    return done(request, _("It is on your list again."), *_list(request))


@require(Permission.TASKS_READ)
@require_POST
def task_drop(request: Any, task_id: str) -> HttpResponse:
    """Away with it."""
    services.drop(task=_task(request, task_id), by=request.user, at=timezone.now())
    return done(request, _("It is taken away."), *_list(request))


@require(Permission.TASKS_READ)
def task_digest(request: Any) -> HttpResponse:
    """Whether the list comes by mail, and on which day."""
    here = {"municipality": request.municipality, "user": request.user}
    set_ = Digest.objects.visible_to(request.user).of(request.municipality).first()
    form = DigestForm(request.POST or None, initial={"weekday": set_.weekday if set_ else ""})
    if request.method == "POST" and form.is_valid():
        services.set_digest(**here, weekday=form.cleaned_data["weekday"], at=timezone.now())
        return done(request, _("Saved."), *_list(request))
    return form_page(request, "participation/tasks/digest.html", form)


def _reader(request: Any) -> Reader:
    return reader(request.user, request.municipality)


def _task(request: Any, task_id: str) -> Task:
    """One's own; what was given away is the other's."""
    rows = Task.objects.visible_to(request.user).of(request.municipality).filter(holder=request.user)
    task: Task = get_object_or_404(rows, public_id=task_id)
    return task


def _reflection(request: Any) -> Any:
    """The reflection that the address names, as far as the person may make something of it."""
    public_id = request.GET.get("reflection", "")[:22]
    if not public_id or Permission.REFLECTIONS_WRITE not in request.permissions:
        return None
    rows = reflections(user=request.user, municipality=request.municipality)
    return rows.filter(public_id=public_id).first()


def _back(request: Any, came_from: Any) -> tuple[str, ...]:
    """To where one came from."""
    if came_from is None:
        return _list(request)
    return ("reflection_detail", request.municipality.slug, came_from.public_id)


def _list(request: Any) -> tuple[str, str]:
    return "task_list", request.municipality.slug


def _page(request: Any, key: str) -> tuple[str, str, str]:
    return "task_detail", request.municipality.slug, key
