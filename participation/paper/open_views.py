"""The short address in a letter on paper: type the code, come to the answer page. Without sign-in, script or cookies.

A wrong code, one whose date has passed and one that never was get the same page. Every try counts, right ones too: a
code is short enough to be guessed by one who may try for ever.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.organisations.models import Municipality
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.invitations import links
from participation.paper import codes
from participation.paper.forms import CodeForm


@public("a person answers by the code in a letter on paper; it leads to that one answer page")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def code_open(request: Any) -> HttpResponse:
    """A field for the code; a right one leads on to the answer page. Answers nothing by itself."""
    with translation.override(open_pages.language(request)):
        form = CodeForm(request.POST if request.method == "POST" else None)
        if request.method != "POST":
            return open_pages.told(_page(request, form))
        if open_pages.is_foreign(request):
            raise PermissionDenied
        if open_pages.is_too_often(request, "answer-code"):
            return open_pages.told(render(request, "participation/paper/slower.html", _context(), status=429))
        if form.is_valid():
            invitation = codes.find(form.cleaned_data["code"])
            if invitation is not None and invitation.is_open_on(timezone.localdate()):
                return open_pages.told(open_pages.onward(request, "answer_open", links.make(invitation)))
            form.add_error(
                "code",
                _(
                    "This code does not open anything. Look at the letter once more: a sign may be wrong, or the last "
                    "day to answer has passed."
                ),
            )
        return open_pages.told(_page(request, form))


def _page(request: Any, form: CodeForm) -> HttpResponse:
    return form_page(request, "participation/paper/code.html", form, _context())


def _context() -> dict[str, Any]:
    municipalities = Municipality.objects.exclude(facilitator_phone="").order_by("name")[:10]
    return {"municipalities": municipalities, "languages_here": open_pages.switch()}
