"""The account: e-mail as name. Staff have one; a representative has one only after opening My page."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from config.core.rows import PublicIdField

TOKEN_LIFE = timedelta(days=90)


def canonical_email(email: str) -> str:
    """One form for one mailbox: compared without regard to case, never folded across letters that look alike."""
    return email.strip().lower()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account with an address in canonical form; without a password only a mail code signs it in."""
        user = self.model(email=canonical_email(email), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=canonical_email(username or ""))


class User(AbstractBaseUser):
    """Someone who signs in. What they may do comes from memberships, never from here."""

    public_id = PublicIdField()
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True, default="")
    has_large_text = models.BooleanField(_("large text"), default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # There is no administration site: allauth and Django ask, and the answer is always no.
    is_staff = False
    is_superuser = False

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower")
        ]

    class Privacy:
        neutral = "id public_id language has_large_text is_active created_at last_login".split()
        personal = "email name password".split()
        keep = "until the account is erased"

    def __str__(self) -> str:
        return f"User {self.public_id}"

    def get_full_name(self) -> str:
        return self.name or self.email

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions are not used."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class ApiToken(models.Model):
    """A key for the API. Only its hash is kept; the key is shown once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    key_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)

    class Privacy:
        neutral = "id key_hash created_at expires_at last_used_on".split()
        personal = ("user",)
        keep = "until it expires, or the account is erased"

    def __str__(self) -> str:
        return f"ApiToken {self.pk}"

    @staticmethod
    def hash_of(key: str) -> str:
        return hashlib.sha256(key.encode()).hexdigest()

    @classmethod
    def issue(cls, *, user: User, at: datetime) -> tuple["ApiToken", str]:
        """A new token and its key, which cannot be had again."""
        key = secrets.token_urlsafe(32)
        token = cls.objects.create(
            user=user, key_hash=cls.hash_of(key), created_at=at, expires_at=at + TOKEN_LIFE
        )
        return token, key
