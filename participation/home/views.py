"""One start page per role."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from config.core.access.guards import require
from config.core.access.permissions import Permission


@require(Permission.HOME_OPEN)
def home_open(request: Any) -> HttpResponse:
    """The start page of the municipality."""
    return render(request, "participation/home/open.html")
