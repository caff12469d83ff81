"""Who may get an account by asking for a sign-in code: the rooms that know people say so, by registering.

Whoever asks is told the same whether an address is known or not; only the mailbox learns more.
"""

from collections.abc import Callable
from datetime import datetime

from config.core.accounts.models import User, canonical_email

Admit = Callable[[str, datetime], None]
_ADMITTING: list[Admit] = []


def register(admit: Admit) -> None:
    """Called from an app's `apps.py`. `admit(email, at)` makes an account where one is due, and else does nothing."""
    if admit not in _ADMITTING:
        _ADMITTING.append(admit)


def admit(email: str, at: datetime) -> None:
    """Lets the rooms make an account for an address that has none."""
    canonical = canonical_email(email)
    if canonical and not User.objects.filter(email=canonical).exists():
        for each in _ADMITTING:
            each(canonical, at)
