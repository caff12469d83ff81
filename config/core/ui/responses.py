"""How a page answers: a form that is wrong says so with 422."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(
    request: HttpRequest, template: str, form: BaseForm, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of a form: 200 when it is fresh, 422 when what was sent cannot be taken."""
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, template, {**(context or {}), "form": form}, status=status)
