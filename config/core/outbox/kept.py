"""The mail backend where there is no mail server: nothing leaves, the outbox page shows what would have."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class KeptBackend(BaseEmailBackend):
    """Accepts every message and keeps none: the outbox renders its rows again when someone looks."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)
