"""What follows in the house when the sign-in library changes a factor or a password."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from config.core.accounts.models import ApiToken, User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@receiver(authenticator_added)
def factor_is_shown(sender: Any, request: Any, user: User, authenticator: Authenticator, **more: Any) -> None:
    """Whoever has just set up a second factor has shown it in this session; every other session must show it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", type=authenticator.type, id=authenticator.pk)


@receiver(password_changed)
@receiver(password_set)
@receiver(password_reset)
def tokens_end(sender: Any, request: Any, user: User, **more: Any) -> None:
    """A new password ends every token: it is what a person does who fears that somebody else has the old one."""
    ApiToken.objects.filter(user=user).delete()
