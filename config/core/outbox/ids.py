"""The Message-ID of a letter: the same for every try, so that a relay's log, a mailbox and a reply know it again."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from config.core.outbox.models import Message


def message_id(message: Message) -> str:
    return f"<{message.public_id}@{host()}>"


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def ids_in(text: str) -> list[str]:
    """The public ids of the letters of ours whose Message-ID stands in a text, in its order."""
    return re.findall(rf"<([2-9a-z]{{22}})@{re.escape(host())}>", text)
