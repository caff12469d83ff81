"""The front door, and the one-press sign-in of the demonstration."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from config.core.access import scope
from config.core.access.guards import public, signed_in
from config.core.accounts.models import User
from config.core.organisations.models import Municipality, Role

LOOPBACK = frozenset({"127.0.0.1", "::1"})
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
# What a proxy adds: behind one on this machine, everyone comes from loopback.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


@signed_in("leads each person to their own municipality")
def front_door(request: Any) -> HttpResponse:
    """To the first municipality where the person has a part; to My account where there is none."""
    ids = scope.of(request.user).municipalities()
    first = Municipality.objects.filter(id__in=ids).order_by("name").first()
    return redirect("home_open", municipality=first.slug) if first else redirect("account_email")


def offers_demonstration(request: Any) -> bool:
    """Only on loopback without a proxy, with a database where every municipality is a demonstration."""
    if not settings.IS_DEMO or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        return False
    host, _port = split_domain_port(request.get_host())
    if host not in LOOPBACK_HOSTS or any(header in request.META for header in FORWARDED):
        return False
    rows = Municipality.objects.values_list("is_demonstration", flat=True)
    return bool(rows) and all(rows)


@public("the demonstration's one-press sign-in; refused anywhere else")
@require_POST
def demonstration_sign_in(request: Any) -> HttpResponse:
    """Signs in as the demonstration's person with a role, in one press."""
    if not offers_demonstration(request):
        raise Http404
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    users = User.objects.filter(memberships__role=role, memberships__municipality__is_demonstration=True)
    user = get_object_or_404(users.filter(email__endswith="@demo.example.org").order_by("id")[:1])
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="demonstration")
    return redirect("home")
