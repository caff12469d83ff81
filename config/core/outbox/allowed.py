"""Whom this installation may reach. Only production reaches everyone by itself: a trial never writes to a person."""

from django.conf import settings

# Domains that nobody can own (RFC 2606): invented people have their addresses there.
RESERVED = ("example.org", "example.com", "example.net", "example", "test", "invalid", "localhost")
EVERYONE = "*"


class NotAllowed(Exception):
    """The address or number is not on this installation's list."""

    is_final = True


def ask(to: str) -> None:
    """Raises `NotAllowed` for an address or a number outside OUTBOX_ALLOWED."""
    if not may_reach(to):
        raise NotAllowed


def may_reach(to: str) -> bool:
    """Whether an address (by domain or whole) or a number (by its beginning) is on the list."""
    allowed = settings.OUTBOX_ALLOWED
    if EVERYONE in allowed:
        return True
    address = to.strip().casefold()
    if "@" not in address:
        return any(entry.startswith("+") and address.startswith(entry) for entry in allowed)
    domain = address.rpartition("@")[2]
    listed = {entry.casefold() for entry in allowed}
    return address in listed or any(
        domain == entry or domain.endswith(f".{entry}") for entry in {*listed, *RESERVED} if "@" not in entry
    )
