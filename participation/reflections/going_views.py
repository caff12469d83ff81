"""A reflection as it goes: begun, a page for each question, the parts opened, and what leaders should hear."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.reflections import queries, services
from participation.reflections.forms import STEPS, BeginForm, InviteForm, SettleForm
from participation.reflections.models import WORDS, Reflection
from participation.reflections.views import reflection_of


@require(Permission.REFLECTIONS_WRITE)
def reflection_create(request: Any) -> HttpResponse:
    """Begins one, and leads to the first question."""
    at = timezone.now()
    form = BeginForm(
        request.POST or None,
        projects=queries.projects(user=request.user).of(request.municipality),
        meetings=queries.meetings(user=request.user).of(request.municipality),
        people=queries.invitable(request.municipality).exclude(pk=request.user.pk),
        today=timezone.localdate(at),
        initial={name: request.GET.get(name, "")[:22] for name in ("project", "meeting")},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        is_together = given.pop("how") == "together"
        try:
            made = services.begin(by=request.user, at=at, is_together=is_together, **given)
        except services.CannotReflect as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, "", *_step(request, made, next(iter(STEPS))))
    return form_page(request, "participation/reflections/form.html", form)


@require(Permission.REFLECTIONS_TAKE_PART)
def reflection_write(request: Any, reflection_id: str, question: str) -> HttpResponse:
    """One question; what is written is kept, and the next one comes."""
    reflection = reflection_of(request, reflection_id)
    if question not in STEPS:
        raise Http404
    row: Any = reflection
    if reflection.is_together:
        row = queries.own_part(reflection=reflection, user=request.user)
    if row is None or reflection.state != Reflection.State.WRITING:
        return refused(request, _("You have nothing to write here now."), *_page(request, reflection))
    label, form_class = STEPS[question]
    form = form_class(request.POST or None, initial={name: getattr(row, name) for name in WORDS})
    if request.method == "POST" and form.is_valid():
        try:
            services.write(reflection=reflection, words=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotReflect as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, "", *_after(request, reflection, question))
    names = list(STEPS)
    place = names.index(question)
    context = {
        "reflection": reflection,
        "label": label,
        "steps": [(name, label, _state(names.index(name), place)) for name, (label, _form) in STEPS.items()],
        "before": names[place - 1] if place else "",
    }
    return form_page(request, "participation/reflections/write.html", form, context)


@require(Permission.REFLECTIONS_TAKE_PART)
@require_POST
def reflection_done(request: Any, reflection_id: str) -> HttpResponse:
    """One's own part is written."""
    reflection = reflection_of(request, reflection_id)
    try:
        services.finish_part(reflection=reflection, by=request.user, at=timezone.now())
    except services.CannotReflect as refusal:
        return refused(request, refusal, *_page(request, reflection))
    return done(request, _("Thank you. Your part is written."), *_page(request, reflection))


@require(Permission.REFLECTIONS_WRITE)
@require_POST
def reflection_open(request: Any, reflection_id: str) -> HttpResponse:
    """The group opens its parts."""
    reflection = reflection_of(request, reflection_id)
    try:
        services.open_parts(reflection=reflection, by=request.user, at=timezone.now())
    except services.CannotReflect as refusal:
        return refused(request, refusal, *_page(request, reflection))
    return done(request, _("Now each sees what the others have written."), *_page(request, reflection))


@require(Permission.REFLECTIONS_WRITE)
def reflection_invite(request: Any, reflection_id: str) -> HttpResponse:
    """More who write a part."""
    reflection = reflection_of(request, reflection_id)
    known = reflection.parts.values("user")
    people = queries.invitable(request.municipality).exclude(pk__in=known)
    form = InviteForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(reflection=reflection, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotReflect as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Invited."), *_page(request, reflection))
    return form_page(request, "participation/reflections/invite.html", form, {"reflection": reflection})


@require(Permission.REFLECTIONS_WRITE)
def reflection_settle(request: Any, reflection_id: str) -> HttpResponse:
    """What leaders should hear, and the tags; then it is kept."""
    reflection = reflection_of(request, reflection_id)
    kept = {name: getattr(reflection, name) for name in SettleForm.base_fields}
    form = SettleForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            services.settle(reflection=reflection, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotReflect as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Kept."), *_page(request, reflection))
    context = {
        "reflection": reflection,
        "parts": queries.parts(reflection=reflection, user=request.user),
        "last": list(STEPS)[-1],
    }
    return form_page(request, "participation/reflections/settle.html", form, context)


def _after(request: Any, reflection: Reflection, question: str) -> tuple[str, ...]:
    """The next question; after the last one, what leaders should hear, or back to the group."""
    names = list(STEPS)
    place = names.index(question) + 1
    if place < len(names):
        return _step(request, reflection, names[place])
    if reflection.is_together:
        return _page(request, reflection)
    return ("reflection_settle", request.municipality.slug, reflection.public_id)


def _state(number: int, place: int) -> str:
    return "current" if number == place else "done" if number < place else "todo"


def _step(request: Any, reflection: Reflection, question: str) -> tuple[str, ...]:
    return ("reflection_write", request.municipality.slug, reflection.public_id, question)


def _page(request: Any, reflection: Reflection) -> tuple[str, ...]:
    return ("reflection_detail", request.municipality.slug, reflection.public_id)
