"""Letters on paper as pages: those of a round, the files to print, what was posted, and who a code belongs to."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.invitations.models import Invitation
from participation.paper import codes, queries, services, sheets
from participation.paper.forms import CodeForm
from participation.paper.models import PaperLetter
from projects.models import Request


@require(Permission.INVITATIONS_READ)
def paper_round(request: Any, request_id: str) -> HttpResponse:
    """Who in the round gets a letter by post, and how far each has come."""
    wanted = _wanted(request, request_id)
    lines = queries.lines(user=request.user, wanted=wanted)
    reading.listed(request, Invitation, "invitations", "name")
    letters = [line.letter for line in lines if line.letter]
    context = {
        "wanted": wanted,
        "lines": lines,
        "to_make": len(lines) - len(letters),
        "to_post": sum(letter.posted_at is None for letter in letters),
    }
    return render(request, "participation/paper/round.html", context)


@require(Permission.INVITATIONS_SEND)
@require_POST
def paper_make(request: Any, request_id: str) -> HttpResponse:
    """Makes the letters of the round that are not made yet."""
    wanted = _wanted(request, request_id)
    at, count = timezone.now(), 0
    try:
        for line in queries.lines(user=request.user, wanted=wanted):
            if line.letter is None:
                services.make(invitation=line.invitation, by=request.user, at=at)
                count += 1
    except services.CannotMake as refusal:
        return refused(request, refusal, *_to_round(request, wanted))
    text = ngettext("%(count)s letter is ready to print.", "%(count)s letters are ready to print.", count) % {
        "count": count
    }
    return done(request, text if count else "", *_to_round(request, wanted))


@require(Permission.INVITATIONS_READ)
def paper_round_pdf(request: Any, request_id: str) -> HttpResponse:
    """Every letter of the round that is not posted, one file to print."""
    wanted = _wanted(request, request_id)
    lines = queries.lines(user=request.user, wanted=wanted)
    letters = [line.letter for line in lines if line.letter and line.letter.posted_at is None]
    if not letters:
        raise Http404
    reading.listed(request, Invitation, "invitations", "name", "letter")
    return _file(request, _whole(request, letters))


@require(Permission.INVITATIONS_READ)
def paper_letter_pdf(request: Any, paper_letter_id: str) -> HttpResponse:
    """One letter to print."""
    letter = _letter(request, paper_letter_id)
    reading.looked(request, letter.invitation.representative, "invitations", "name", "letter")
    return _file(request, _whole(request, [letter]))


@require(Permission.INVITATIONS_SEND)
@require_POST
def paper_round_post(request: Any, request_id: str) -> HttpResponse:
    """Writes down that every letter of the round that was made is printed and posted."""
    wanted = _wanted(request, request_id)
    at, count = timezone.now(), 0
    try:
        for line in queries.lines(user=request.user, wanted=wanted):
            if line.letter is not None and line.letter.posted_at is None:
                services.post(letter=line.letter, by=request.user, at=at)
                count += 1
    except services.CannotPost as refusal:
        return refused(request, refusal, *_to_round(request, wanted))
    text = ngettext(
        "%(count)s letter is written down as posted.", "%(count)s letters are written down as posted.", count
    ) % {"count": count}
    return done(request, text if count else "", *_to_round(request, wanted))


@require(Permission.INVITATIONS_SEND)
@require_POST
def paper_letter_post(request: Any, paper_letter_id: str) -> HttpResponse:
    """Writes down that one letter is printed and posted."""
    letter = _letter(request, paper_letter_id)
    back = _to_round(request, letter.invitation.request)
    try:
        services.post(letter=letter, by=request.user, at=timezone.now())
    except services.CannotPost as refusal:
        return refused(request, refusal, *back)
    return done(request, _("The letter is written down as posted."), *back)


@require(Permission.INVITATIONS_SEND)
def invitation_by_code(request: Any) -> HttpResponse:
    """The one who rings says the code: it leads to the form where the answer is written down."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = codes.find(form.cleaned_data["code"])
        rows = Invitation.objects.visible_to(request.user).of(request.municipality)
        invitation = rows.filter(pk=found.pk).first() if found else None
        if invitation is not None:
            return done(request, "", "answer_record", request.municipality.slug, invitation.public_id)
        form.add_error("code", _("No letter of yours has this code. Ask for the signs once more."))
    return form_page(request, "participation/paper/find.html", form)


def _whole(request: Any, letters: list[PaperLetter]) -> list[PaperLetter]:
    """The letters with everything that is printed, in the order in which they came."""
    rows = PaperLetter.objects.visible_to(request.user).select_related(
        "invitation__request__project__unit", "invitation__representative__municipality"
    )
    whole = rows.in_bulk([letter.pk for letter in letters])
    return [whole[letter.pk] for letter in letters]


def _file(request: Any, letters: list[PaperLetter]) -> HttpResponse:
    language = translation.get_language() or request.municipality.language
    content = sheets.sheets(letters, language=language, as_of=timezone.localdate())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="medvirk-letters.pdf"'
    return answer


def _to_round(request: Any, wanted: Request) -> tuple[str, str, str]:
    return ("paper_round", request.municipality.slug, wanted.public_id)


def _wanted(request: Any, public_id: str) -> Request:
    rows = Request.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("project__unit", "role"), public_id=public_id)


def _letter(request: Any, public_id: str) -> PaperLetter:
    rows = PaperLetter.objects.visible_to(request.user).of(request.municipality).current()
    rows = rows.select_related("invitation__request", "invitation__representative")
    return get_object_or_404(rows, public_id=public_id)
