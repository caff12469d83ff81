"""How sign-in (django-allauth) meets the house: nobody signs up by themselves, mails go through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from config.core.accounts.models import User
from config.core.organisations.models import Membership
from config.core.outbox import services as outbox
from config.core.privacy import crypto


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a municipality; codes and notices leave as outbox rows, never from the request."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = User.objects.filter(email=email, is_active=True).first()
        membership = Membership.objects.current().filter(user=user).select_related("municipality").first()
        if user is None or membership is None:
            return
        with translation.override(user.language or settings.LANGUAGE_CODE):
            letter = self.render_mail(template_prefix, email, context)
        at = timezone.now()
        outbox.queue(
            kind="account.notice",
            municipality=membership.municipality,
            recipient=user,
            about=user,
            dedupe_key=f"account:{user.public_id}:{at.isoformat()}",
            at=at,
            text=f"{letter.subject}\n{letter.body}",
        )


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed with the key ring."""

    CONTEXT = "accounts|authenticator"

    def encrypt(self, text: str) -> str:
        return crypto.seal(text, self.CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(encrypted_text, self.CONTEXT)
