"""Whose page it is: the profile of the one who is signed in, in the municipality of the address, and no other."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from config.core.ui.responses import done, form_page
from representatives.selfservice import queries

FORM = "representatives/selfservice/form.html"


def own_person(request: Any) -> Any:
    """The person's own profile; 404 when the account belongs to nobody in the municipality."""
    person = queries.own_profile(request.user, request.municipality)
    if person is None:
        raise Http404
    return person


def said_by(request: Any, person: Any) -> dict[str, Any]:
    """What every service asks: about whom, by whom and when."""
    return {"representative": person, "by": request.user, "at": timezone.now()}


def form_or_done(
    request: Any,
    form: Any,
    act: Callable[[], object],
    refusals: tuple[type[Exception], ...],
    *,
    message: str,
    to: str,
    template: str = FORM,
    **page: Any,
) -> HttpResponse:
    """Does it and goes on to the page named `to`, or shows the form, with what was wrong or refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except refusals as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, message, to, request.municipality.slug)
    return form_page(request, template, form, page)
