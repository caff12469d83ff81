"""An owner without time answers by the link in the letter: the text, five buttons, a reason. GET changes nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.contributions.models import Response
from participation.contributions.services import CannotAnswer
from participation.promises import queries, services
from participation.promises.forms import OwnerAnswerForm


@public(
    "a professional answers one contribution by the link in the letter; only this one answer can be given"
)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def promise_open(request: Any, token: str) -> HttpResponse:
    """What was said, never who said it, and the five answers; afterwards the answer, to be changed for a while."""
    link = queries.find(token, timezone.localdate())
    with translation.override(
        open_pages.language(request, queries.speaks(link.professional) if link else "")
    ):
        if link is None:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        form = OwnerAnswerForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                services.answer(link=link, at=timezone.now(), **form.cleaned_data)
            except CannotAnswer as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "promise_open", token))
        context = {
            "said": link.contribution,
            "response": next(reversed(list(link.contribution.responses.all())), None),
            "answers": Response.Answer.choices,
            "municipality": link.municipality,
            "languages_here": open_pages.switch(),
        }
        return open_pages.told(form_page(request, "participation/promises/open.html", form, context))
