"""A municipality's own words in letters: the list, one letter in one language, its versions, and the sender."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.letters import services
from config.core.letters.kinds import wording_of
from config.core.letters.models import LetterText
from config.core.ui.responses import done, form_page, refused
from participation.letters import queries
from participation.letters.forms import LetterTextForm, SenderForm
from representatives.registry.models import Representative

NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@require(Permission.LETTERS_WRITE)
def letter_list(request: Any) -> HttpResponse:
    """Every kind of letter that has room for own words, and who letters come from."""
    languages = tuple(code for code, _name in settings.LANGUAGES)
    lines = [
        (line.wording, [(code, NAMES[code], text) for code, text in line.languages])
        for line in queries.lines(request.municipality, languages)
    ]
    return render(request, "participation/letters/list.html", {"lines": lines})


@require(Permission.LETTERS_WRITE)
def letter_edit(request: Any, letter_kind: str, language: str) -> HttpResponse:
    """Own words in one letter and language. `look` shows the letter with them and keeps nothing."""
    if wording_of(letter_kind) is None or language not in NAMES:
        raise Http404
    versions = queries.versions(
        user=request.user, municipality=request.municipality, kind=letter_kind, language=language
    )
    people = queries.people_of(
        user=request.user, municipality=request.municipality, kind=letter_kind, language=language
    )
    now = versions[0] if versions else LetterText(kind=letter_kind, language=language)
    initial = {name: getattr(now, name) for name in ("opening", "closing", "signature")}
    form = LetterTextForm(request.POST or None, people=people, initial=initial)
    context = {"versions": versions, "wording": wording_of(letter_kind), "language": language}
    if request.method == "POST" and form.is_valid():
        try:
            if "look" in request.POST:
                return _page(request, form, context | {"look": _look(request, letter_kind, language, form)})
            _write(request, letter_kind, language, form)
        except services.CannotWrite as refusal:
            form.add_error(refusal.part or None, str(refusal))
        else:
            return done(request, _("The words are kept."), "letter_list", request.municipality.slug)
    return _page(request, form, context)


@require(Permission.LETTERS_WRITE)
@require_POST
def letter_text_restore(request: Any, letter_text_id: str) -> HttpResponse:
    """Takes an earlier version into use again."""
    rows = LetterText.objects.visible_to(request.user).of(request.municipality)
    text = get_object_or_404(rows.select_related("municipality"), public_id=letter_text_id)
    back = ("letter_edit", request.municipality.slug, text.kind, text.language)
    try:
        services.restore(text=text, by=request.user, at=timezone.now())
    except services.CannotWrite as refusal:
        return refused(request, refusal, *back)
    return done(request, _("The earlier words are in use again."), *back)


@require(Permission.LETTERS_WRITE)
def letter_sender(request: Any) -> HttpResponse:
    """Who letters come from, where answers go, and whom to call."""
    now = request.municipality
    initial = {"name": now.sender_name, "email": now.facilitator_email, "phone": now.facilitator_phone}
    form = SenderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_sender(municipality=now, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotWrite as refusal:
            form.add_error(refusal.part or None, str(refusal))
        else:
            return done(request, _("The sender is kept."), "letter_list", now.slug)
    return form_page(request, "participation/letters/sender.html", form)


def _page(request: Any, form: LetterTextForm, context: dict[str, Any]) -> HttpResponse:
    if len(form.fields["person"].choices) > 1:  # type: ignore[attr-defined]  # a ChoiceField
        reading.listed(request, Representative, "letters", "name")
    wording = context["wording"]
    tags = [(one.word(context["language"]), one.label) for one in wording.placeholders]
    more = {"tags": tags, "language_name": NAMES[context["language"]]}
    return form_page(request, "participation/letters/edit.html", form, context | more)


def _look(request: Any, kind: str, language: str, form: LetterTextForm) -> queries.Preview:
    services.check(municipality=request.municipality, kind=kind, language=language, **form.words)
    text = LetterText(
        municipality=request.municipality, kind=kind, language=language, at=timezone.now(), **form.words
    )
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    chosen = form.cleaned_data["person"]
    person = get_object_or_404(people.select_related("municipality"), public_id=chosen) if chosen else None
    if person is not None:
        reading.looked(request, person, "letters", "name", "letter")
    return queries.preview(text=text, person=person)


def _write(request: Any, kind: str, language: str, form: LetterTextForm) -> None:
    services.write(
        municipality=request.municipality,
        kind=kind,
        language=language,
        by=request.user,
        at=timezone.now(),
        **form.words,
    )
