"""Text messages leave by a small gateway: over HTTP where one is set, and to nowhere where none is."""

import json
from http import HTTPStatus
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from config.core.outbox import allowed
from config.core.outbox.kinds import Sms

# What is wrong with this message or number, and stays wrong. 401, 403 and 429 are about us; 5xx about the gateway.
_FINAL = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY}
)


class SmsRefused(Exception):
    """The gateway's status; never its words, which may hold the number."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status

    @property
    def is_final(self) -> bool:
        return self.status in _FINAL

    @property
    def code(self) -> str:
        return f"sms {self.status}"


class Gateway(Protocol):
    """Hands one text message over, or raises. The reference is the same for every try, so that it can see copies."""

    def send(self, sms: Sms, *, reference: str) -> None: ...


class KeptGateway:
    """Accepts everything and sends nothing: the outbox page shows what would have left."""

    def send(self, sms: Sms, *, reference: str) -> None:
        """Nothing leaves."""


class HttpGateway:
    """POSTs `{to, from, text, reference}` as JSON with a bearer token; any 2xx is a yes. Follows no redirect."""

    def __init__(self, url: str, token: str, sender: str, timeout: float) -> None:
        self._url, self._token, self._sender, self._timeout = url, token, sender, timeout

    def send(self, sms: Sms, *, reference: str) -> None:
        allowed.ask(sms.to)
        body = {"to": sms.to, "from": self._sender, "text": sms.text, "reference": reference}
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "Idempotency-Key": reference,
        }
        asked = Request(self._url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310  # from the settings, https (startup)
        try:
            build_opener(_Straight).open(asked, timeout=self._timeout).close()
        except HTTPError as error:
            error.close()
            raise SmsRefused(error.code) from None


class _Straight(HTTPRedirectHandler):
    """A redirect is a refusal: the token and the number go to the address in the settings alone."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def is_there() -> bool:
    """Whether text messages can be sent. Outside production nothing need leave: the outbox page shows them."""
    return bool(settings.SMS_URL) or not settings.IS_PRODUCTION


def configured() -> Gateway:
    """The gateway of the settings; without one nothing leaves."""
    if not settings.SMS_URL:
        return KeptGateway()
    return HttpGateway(settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER, settings.EMAIL_TIMEOUT)
