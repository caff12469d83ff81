"""The link in a letter about a call: the right to say for oneself that one is interested, and nothing else."""

from django.conf import settings
from django.urls import reverse

from config.core.privacy import links
from projects.calls.models import Call, Notice

PURPOSE = "call"


def make(notice: Notice) -> str:
    """The token of the row as it stands."""
    return links.make(PURPOSE, notice)


def renew(notice: Notice) -> None:
    """Sets the link; call it before the row is saved."""
    links.renew(PURPOSE, notice)


def find(code: str, token: str) -> Notice | None:
    """The notice that a token opens, on the page of its own call; None for a token that opens nothing."""
    rows = Notice.objects.select_related("representative__municipality")
    found: Notice | None = rows.filter(token_hash=links.hash_of(token), call__code=code).first()
    return found


def own_address(call: Call, token: str) -> str:
    """The whole address as it stands in a letter."""
    path = reverse("call_open_own", args=[call.code, "token"])
    return str(settings.BASE_URL + path.replace("token", token))


def address(call: Call) -> str:
    """The whole address of the page that anybody may open."""
    return str(settings.BASE_URL + reverse("call_open", args=[call.code]))
