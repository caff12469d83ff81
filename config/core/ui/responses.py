"""The three answers a page gives: the form again, a fragment, or onward with a message."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

UNPROCESSABLE = 422


def form_page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str = "",
) -> HttpResponse:
    """The page with its form as `form`: 200 when it is new, 422 when what was sent is not valid.

    With `partial`, htmx gets only that part of the template.
    """
    name = f"{template}#{partial}" if partial and getattr(request, "htmx", False) else template
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, name, {**(context or {}), "form": form}, status=status)


def fragment(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    """A part of a page (`"projects/planning/detail.html#seats"`) for htmx; `message` is read out and shown."""
    response = render(request, template, dict(context or {}), status=status)
    if message:
        trigger_client_event(response, "say", {"text": str(message)})
    return response


def done(request: HttpRequest, message: str, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Onward after a change, with a message on the next page. `to` is an address, a URL name or a model."""
    if message:
        messages.success(request, message)
    onward: HttpResponseRedirectBase = redirect(to, *args, **kwargs)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(onward.url)
    onward.status_code = 303
    return onward


def refused(request: HttpRequest, reason: object, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Onward without a change: the service's refusal, whose text can be shown, becomes a message."""
    messages.error(request, str(reason))
    return done(request, "", to, *args, **kwargs)
