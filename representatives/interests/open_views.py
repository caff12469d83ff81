"""No more letters about calls: one press by the link in a letter, without sign-in, script or cookies.

Mail programs that offer to unsubscribe send the same press by themselves (RFC 8058); GET and HEAD change nothing.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from representatives.interests import links, services


@public("a person ends letters about calls by the link in one; nothing else can be done with it")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_hearing(request: Any, token: str) -> HttpResponse:
    """Asks once, and ends the letters at a press; then says how to begin again."""
    hearing = links.find(token)
    own = hearing.representative.speaks if hearing else ""
    with translation.override(open_pages.language(request, own)):
        if hearing is None:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST":
            if open_pages.is_foreign(request):
                raise PermissionDenied
            services.stop(hearing=hearing, at=timezone.now())
            return open_pages.told(open_pages.onward(request, "stop_hearing", token))
        context = {
            "municipality": hearing.municipality,
            "has_stopped": hearing.how == hearing.How.NEVER,
            "languages_here": open_pages.switch(),
        }
        return open_pages.told(render(request, "representatives/interests/stop.html", context))
