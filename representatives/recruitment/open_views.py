"""The way in for a person with a card or a link: three short steps, without account, script or cookies.

A browser without a session may post, so there is no form token; a form of another site is refused by what browsers say
of themselves. What is written travels sealed in the page (see `drafts`) and is stored by the last press alone.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from config.core.access.guards import public
from config.core.ui import open_pages
from representatives.consent.models import Consent
from representatives.consent.texts import text_of
from representatives.recruitment import applying, drafts, papers, queries, services
from representatives.recruitment.forms import NO, ConsentsForm, OfferForm, ReachForm, applicant_of
from representatives.recruitment.models import RecruitmentChannel

LAST = 3
# Applications from one address in ten minutes: a library or a course is many people behind one.
MOST_SENT = 20
# Nobody reads three pages faster; programs do.
SHORTEST_SECONDS = 5


@public(
    "a person comes in by a card or link; nothing about anybody is shown, and nothing kept before the last press"
)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def join_open(request: Any, code: str) -> HttpResponse:
    """The step that the person is at, forwards and back; the last press takes the application in."""
    channel = queries.channel_by_code(code)
    draft = drafts.opened(request.POST.get("draft", ""), code)
    own = channel.municipality.language if channel else ""
    language = _language(request, draft, own)
    with translation.override(language):
        if channel is None:
            return open_pages.told(_unknown(request))
        if not channel.is_open_on(timezone.localdate()):
            return open_pages.told(_closed(request, channel))
        if request.method != "POST":
            if request.method == "GET" and "language" not in request.GET:
                services.count_opening(channel=channel)
            fresh = drafts.begin(language=language, at=timezone.now())
            return open_pages.told(_show(request, channel, fresh, 1))
        if open_pages.is_foreign(request):
            raise PermissionDenied
        if draft is None:
            draft = drafts.begin(language=language, at=timezone.now())
        draft.language = language
        return open_pages.told(_go(request, channel, draft))


@public("says what happens after the last press; tells of nobody")
@require_safe
def join_done(request: Any, code: str) -> HttpResponse:
    """A thank-you, what happens next, and how to change one's mind."""
    channel = queries.channel_by_code(code)
    own = channel.municipality.language if channel else ""
    with translation.override(open_pages.language(request, own)):
        if channel is None:
            return open_pages.told(_unknown(request))
        context = {"municipality": channel.municipality, "languages_here": open_pages.switch()}
        return open_pages.told(render(request, "representatives/join/done.html", context))


def _go(request: Any, channel: RecruitmentChannel, draft: drafts.Draft) -> HttpResponse:
    """Keeps what the step says, and goes where the button leads."""
    step = _step_of(request)
    form = _form(step, channel, request.POST)
    draft.keep(step, request.POST, form.fields)
    # What was told without a yes is not even sealed.
    if step == 2 and request.POST.get("experience_consent") == NO:
        draft.drop(2, OfferForm.EXPERIENCE)
    go = request.POST.get("go")
    if request.POST.get("website"):
        form.add_error(None, _("One box shall be empty, and was not. Empty it, or load the page anew."))
        return _show(request, channel, draft, step, form)
    if go == "back":
        return _show(request, channel, draft, max(1, step - 1))
    if go == "next" and step < LAST:
        return (
            _show(request, channel, draft, step + 1)
            if form.is_valid()
            else _show(request, channel, draft, step, form)
        )
    if go == "send":
        return _send(request, channel, draft)
    return _show(request, channel, draft, step)


def _send(request: Any, channel: RecruitmentChannel, draft: drafts.Draft) -> HttpResponse:
    """Looks at every step again and takes the application in; the first step that is not right is shown."""
    given: dict[str, Any] = {}
    for step in range(1, LAST + 1):
        form = _form(step, channel, draft.data())
        if not form.is_valid():
            return _show(request, channel, draft, step, form)
        given |= form.cleaned_data
    at = timezone.now()
    if draft.seconds_until(at) < SHORTEST_SECONDS:
        form.add_error(
            None, _("That went very fast. Wait a moment, look over what you have written, and press again.")
        )
        return _show(request, channel, draft, LAST, form)
    if open_pages.is_too_often(request, "join", most=MOST_SENT):
        form.add_error(None, _("Many have sent this form from where you are. Wait ten minutes, or call us."))
        return _show(request, channel, draft, LAST, form, status=429)
    try:
        applying.apply(
            channel=channel, applicant=applicant_of(given, language=draft.language), ref=draft.ref, at=at
        )
    except applying.CannotApply as refusal:
        form.add_error(None, str(refusal))
        return _show(request, channel, draft, LAST, form)
    onward = redirect("join_done", channel.code)
    onward["Location"] += f"?language={draft.language}"
    onward.status_code = 303
    return onward


def _show(
    request: Any,
    channel: RecruitmentChannel,
    draft: drafts.Draft,
    step: int,
    form: Any = None,
    status: int = 0,
) -> HttpResponse:
    """A step; with a form that has errors 422, unless another status says more."""
    shown = form or _form(step, channel, None, draft)
    context = {
        "channel": channel,
        "municipality": channel.municipality,
        "form": shown,
        "step": step,
        "texts": {str(purpose): text_of(purpose) for purpose in Consent.Purpose.values},
        "draft": drafts.sealed(draft, channel.code),
        "greeting": papers.greeting_of(channel),
        "languages_here": open_pages.switch(),
    }
    template = f"representatives/join/step_{step}.html"
    return render(request, template, context, status=status or (422 if shown.errors else 200))


def _form(step: int, channel: RecruitmentChannel, data: Any, draft: drafts.Draft | None = None) -> Any:
    """The form of a step: bound to `data`, or showing again what the draft holds."""
    extra = {"municipality": channel.municipality} if step == 2 else {}
    kind: Any = {1: ReachForm, 2: OfferForm, 3: ConsentsForm}[step]
    if draft is None:
        return kind(data, **extra)
    several = {name: name in ("experience", "services", "roles", "skills") for name in kind.base_fields}
    return kind(None, initial=draft.initial(step, several), **extra)


def _language(request: Any, draft: drafts.Draft | None, own: str) -> str:
    """Chosen by a button on the page, else the one the person began in, else as on every open page."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        return str(chosen)
    return draft.language if draft else open_pages.language(request, own)


def _step_of(request: Any) -> int:
    said = request.POST.get("step", "1")
    return int(said) if said in ("1", "2", "3") else 1


def _closed(request: Any, channel: RecruitmentChannel) -> HttpResponse:
    """410: this way in has ended, and whom to call instead."""
    context = {"municipality": channel.municipality, "languages_here": open_pages.switch()}
    return render(request, "representatives/join/closed.html", context, status=410)


def _unknown(request: Any) -> HttpResponse:
    """404 for a code that is none, 429 when too many come from one address."""
    often = open_pages.is_too_often(request, "join-wrong")
    context = {"languages_here": open_pages.switch()}
    return render(request, "representatives/join/unknown.html", context, status=429 if often else 404)
