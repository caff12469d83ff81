"""Accounts and their tokens."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.accounts.models import ApiToken, User, canonical_email
from config.core.audit import services as audit
from config.core.organisations.models import STAFF_ROLES, Membership, Municipality, Role, Unit


class CannotIssueToken(Exception):
    """The sign-in was not good enough for a token. The text never says which part was wrong."""


@transaction.atomic
def give_role(
    *,
    municipality: Municipality,
    email: str,
    role: Role,
    by: Any,
    at: datetime,
    name: str = "",
    unit: Unit | None = None,
) -> Membership:
    """Makes the account if there is none, and the membership if it is not there; writes the audit row."""
    user = User.objects.filter(email=canonical_email(email)).first()
    if user is None:
        user = User.objects.create_user(email, name=name, created_at=at)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    membership, created = Membership.objects.get_or_create(
        municipality=municipality, user=user, role=role, unit=unit, ended_at=None, defaults={"started_at": at}
    )
    if created:
        audit.record("membership.given", obj=membership, by=by, at=at, fields=["role", "unit"])
    scope.forget(user)
    return membership


class CannotEndRole(Exception):
    """The role must stay; the text says why and can be shown."""


@transaction.atomic
def end_role(*, membership: Membership, by: Any, at: datetime) -> None:
    """Ends a membership at once: the next request of the person is refused. History keeps the row.

    Refuses to end the last administrator: nobody could give a role any more.
    """
    others = Membership.objects.current().filter(
        municipality=membership.municipality_id, role=Role.ADMINISTRATOR
    )
    if membership.role == Role.ADMINISTRATOR and not others.exclude(pk=membership.pk).exists():
        raise CannotEndRole(_("This is the last administrator. Give someone else the role first."))
    Membership.objects.current().filter(pk=membership.pk).update(ended_at=at)
    audit.record("membership.ended", obj=membership, by=by, at=at, fields=["ended_at"])


@transaction.atomic
def issue_token(*, user: User | None, otp: str, at: datetime) -> str:
    """A token for a user whose password was right; staff, and all who have a second factor, give its code too.

    Refuses with CannotIssueToken. The key is returned once and only its hash is kept.
    """
    if user is None or not user.is_active:
        raise CannotIssueToken
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    factors = {factor.type: factor for factor in Authenticator.objects.filter(user=user, type__in=kinds)}
    code = factors.get(Authenticator.Type.TOTP)
    if code is not None and not code.wrap().validate_code(otp):
        raise CannotIssueToken
    if code is None and (factors or any(grant.role in STAFF_ROLES for grant in scope.of(user).grants)):
        raise CannotIssueToken
    token, key = ApiToken.issue(user=user, at=at)
    audit.record("token.issued", obj=token, by=user, at=at)
    return key


def forget_expired_tokens(at: datetime) -> int:
    """Deletes tokens that open nothing any longer."""
    return ApiToken.objects.filter(expires_at__lt=at).delete()[0]


def forget_expired_sessions(at: datetime) -> int:
    """Deletes sessions that have run out, and what was noted of the browser that had them."""
    count = Session.objects.filter(expire_date__lt=at).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return count


@transaction.atomic
def forget_representative(*, user: User, municipality: Any) -> None:
    """Takes a representative's account away: sessions, tokens and addresses with it.

    Somebody who has another part, here or in another municipality, keeps the account without this one.
    """
    Membership.objects.filter(user=user, municipality=municipality, role=Role.REPRESENTATIVE).delete()
    scope.forget(user)
    if Membership.objects.current().filter(user=user).exists():
        return
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    user.delete()
