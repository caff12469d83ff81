"""Loading the demonstration: once, the same for the same seed and day, and never beside real people."""

import json
import secrets
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from config.core import rows
from config.core.accounts.models import ApiToken, User
from config.core.organisations import services as organisations
from config.core.organisations.models import STAFF_ROLES, Membership, Municipality, Role
from participation.demonstration import (
    agreeing,
    asking,
    calls,
    comparing,
    conflicts,
    considering,
    doing,
    engagement,
    feedback,
    freshness,
    hosting,
    inside,
    leading,
    letters,
    lists,
    look,
    meaning,
    money,
    own_pages,
    panels,
    passing_on,
    people,
    plans,
    polls,
    projects,
    quoting,
    recruiting,
    reports,
    season,
    staff,
    terms,
    twins,
    waiting,
    wishes,
    words,
)
from participation.demonstration.course import BEFORE, FULL, Scale, Year
from participation.demonstration.post import Post
from representatives.catalogue import services as catalogue

SEED = 2026
SLUG = "nordvik"
# In the order in which what happens on the same moment happens.
ROOMS = (
    look,
    staff,
    people,
    recruiting,
    twins,
    projects,
    panels,
    inside,
    reports,
    comparing,
    own_pages,
    freshness,
    passing_on,
    terms,
    calls,
    considering,
    wishes,
    conflicts,
    words,
    letters,
    polls,
    waiting,
    money,
    agreeing,
    plans,
    meaning,
    feedback,
    doing,
    leading,
    engagement,
    quoting,
)


class RealPeople(Exception):
    """The database holds a municipality that is no demonstration."""


def is_loaded() -> bool:
    """Whether Nordvik is there. Refuses a database with a municipality, or an account, that is no demonstration."""
    real = Municipality.objects.filter(is_demonstration=False).exists()
    if real or (User.objects.exists() and not Municipality.objects.exists()):
        raise RealPeople("This database has real people in it; the demonstration keeps away from it.")
    return Municipality.objects.filter(slug=SLUG).exists()


@transaction.atomic
def load(*, at: datetime, seed: int = SEED, scale: Scale = FULL) -> None:
    """Lays the year that ends on the day of `at`, through the services of the rooms and in time order.

    The same seed, day and scale give the same rows, whatever the hour. Nothing leaves the machine.
    """
    random = Random(seed)  # noqa: S311  # a repeatable fiction, no secret
    with rows.ids_chosen_by(random.choice):
        catalogue.load_starter_catalogue(at=at)
        year = Year(today=timezone.localdate(at), random=random, scale=scale, post=Post())
        year.municipality = _municipality(year)
        staff.begin(year)
        asking.begin()
        for room in ROOMS:
            room.plan(year)
        hosting.plan_rates(year)
        year.run()
        lists.take_in(year)
        season.make(year)


def _municipality(year: Year) -> Municipality:
    municipality = organisations.create_municipality(
        slug=SLUG, name="Nordvik kommune", at=year.moment(-BEFORE, 8), is_demonstration=True
    )
    municipality.facilitator_phone = "+4740612000"
    municipality.facilitator_email = "medvirkning@nordvik.example.org"
    municipality.save(update_fields=["facilitator_phone", "facilitator_email"])
    return municipality


def write_accounts(*, path: Path, address: str, at: datetime) -> list[dict[str, str]]:
    """One account per role with fresh secrets, written to `path`; kept as they are when the file still fits."""
    known = _known(path)
    made = [_account(role, known.get(role, {}), at) for role in Role]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    content = {"address": address, "municipality": SLUG, "accounts": made}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return made


def _known(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return {row["role"]: row for row in json.loads(path.read_text())["accounts"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _account(role: Role, known: dict[str, str], at: datetime) -> dict[str, str]:
    user = _user(role)
    if known.get("email") == user.email and _still_works(user, known, at):
        return known
    password = f"{secrets.token_hex(3)}-{secrets.token_hex(3)}-{secrets.token_hex(3)}"
    user.set_password(password)
    user.save(update_fields=["password"])
    secret = ""
    if role in STAFF_ROLES:
        Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
    ApiToken.objects.filter(user=user).delete()
    _token, key = ApiToken.issue(user=user, at=at)
    return {
        "role": role.value,
        "name": user.name,
        "email": user.email,
        "password": password,
        "totp_secret": secret,
        "api_token": key,
    }


def _still_works(user: User, known: dict[str, str], at: datetime) -> bool:
    """Whether the kept token is this database's; the password was made together with it."""
    key_hash = ApiToken.hash_of(known.get("api_token", ""))
    return ApiToken.objects.filter(user=user, key_hash=key_hash, expires_at__gt=at).exists()


def _user(role: Role) -> User:
    members = Membership.objects.current().filter(role=role, municipality__slug=SLUG).select_related("user")
    return members.filter(user__email__endswith="@demo.example.org").order_by("id")[0].user


def accounts_path() -> Path:
    return Path(settings.VAR_DIR) / "demo.json"
