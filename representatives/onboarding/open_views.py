"""The page where a person reads and signs the declaration: by the link in a letter, or on a screen handed over.

The token in the address is the right to this one signature and to nothing else; see `participation.invitations` for
why there is no form token. GET and HEAD sign nothing.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from representatives.onboarding import declarations, links, texts
from representatives.onboarding.forms import OwnSignatureForm
from representatives.onboarding.models import Declaration
from representatives.onboarding.services import CannotRecord
from representatives.registry.models import Representative


@public("a person signs by the link in the letter; only this one signature can be given")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def declaration_open(request: Any, token: str) -> HttpResponse:
    """The text, one box and one button; afterwards a thank-you."""
    person = links.find(token)
    with translation.override(open_pages.language(request, person.speaks if person else "")):
        answer = open_pages.unknown(request) if person is None else _page(request, person, token)
        return open_pages.told(answer)


def _page(request: Any, person: Representative, token: str) -> HttpResponse:
    form = OwnSignatureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if open_pages.is_foreign(request):
            raise PermissionDenied
        if form.is_valid() and _sign(person):
            return open_pages.onward(request, "declaration_open", token)
    context = {
        "municipality": person.municipality,
        "paragraphs": texts.paragraphs(),
        "has_signed": declarations.has_signed(person),
        "languages_here": open_pages.switch(),
    }
    return form_page(request, "representatives/declarations/open.html", form, context)


def _sign(person: Representative) -> bool:
    """Whether it is signed now; somebody who left while the page was open signs nothing."""
    at = timezone.now()
    try:
        declarations.sign(
            representative=person,
            channel=Declaration.Channel.SCREEN,
            signed_on=timezone.localdate(at),
            by=None,
            at=at,
        )
    except CannotRecord:
        return False
    return True
