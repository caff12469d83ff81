"""Asking for a sign-in code."""

from allauth.account.forms import RequestLoginCodeForm
from django.utils import timezone

from config.core.accounts import newcomers
from config.core.accounts.models import User, canonical_email


class RequestCodeForm(RequestLoginCodeForm):
    """The package's form, which first lets a person in the network have an account."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if email and self._user is None:
            # After the package has counted the try, so that nobody can ask without end.
            newcomers.admit(email, timezone.now())
            self._user: User | None = User.objects.filter(
                email=canonical_email(email), is_active=True
            ).first()
        return email
