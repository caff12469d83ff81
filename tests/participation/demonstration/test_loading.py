"""The demonstration: once, the same for the same seed and day, never beside real people; accounts for each role."""

import json
import stat
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from config.core.accounts.models import ApiToken, User
from config.core.organisations.models import Membership, Municipality, Role
from participation.demonstration import loading
from participation.demonstration.course import SMALL
from representatives.registry.models import Representative
from tests.cast import AT, make_municipality, make_user

DAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
# Made by chance in every database: ids, sealed text and what is hashed with the municipality's own number.
CHANCE = ("public_id", "password", "email_index", "phone_index", "object_id", "subject_id", "actor_id", "key")


@pytest.fixture
def load(db, tmp_path):
    """`load(at)`: lays the demonstration as of a moment."""

    def laid(at=DAY, **options):
        loading.load(at=at, **options)
        return Municipality.objects.get(slug="nordvik")

    return laid


def _rows() -> list[str]:
    """Every row of the representatives and of the ground floor, without what chance makes and without keys."""
    models = [
        model for label in ("core", "representatives") for model in apps.get_app_config(label).get_models()
    ]
    return [line for model in models for line in _rows_of(model)]


def _rows_of(model) -> list[str]:
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.is_relation or field.name in CHANCE)
    ]
    rows = model._default_manager.order_by("pk")
    return [f"{model._meta.label} {[str(getattr(row, name)) for name in fields]}" for row in rows]


def test_every_address_is_invented(load):
    load(scale=SMALL)

    assert all(user.email.endswith("example.org") for user in User.objects.order_by("id"))
    assert all(
        person.email.endswith(("@example.org", "")) for person in Representative.objects.order_by("id")
    )
    assert not [p for p in Representative.objects.order_by("id") if p.email and "example.org" not in p.email]


def test_another_seed_gives_other_rows(load):
    seen = []
    for seed in (1, 2):
        with transaction.atomic():
            load(seed=seed, scale=SMALL)
            seen.append(_rows())
            transaction.set_rollback(True)

    assert seen[0] != seen[1]


def test_a_database_with_real_people_is_left_alone(municipality):
    with pytest.raises(loading.RealPeople):
        loading.is_loaded()


def test_a_database_with_accounts_and_no_municipality_is_left_alone(db):
    User.objects.create_user("somebody@example.org", created_at=AT)

    with pytest.raises(loading.RealPeople):
        loading.is_loaded()


def test_a_real_municipality_beside_nordvik_is_enough_to_keep_away(load):
    load(scale=SMALL)
    make_municipality("virkelig", "Virkelig")

    with pytest.raises(loading.RealPeople):
        loading.is_loaded()


def test_accounts_are_one_for_each_role_and_open_the_api(load, tmp_path, client):
    load(scale=SMALL)
    path = tmp_path / "demo.json"
    rows = loading.write_accounts(path=path, address="http://127.0.0.1:8000", at=timezone.now())

    assert [row["role"] for row in rows] == [role.value for role in Role]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["accounts"] == rows
    for row in rows:
        user = User.objects.get(email=row["email"])
        assert user.check_password(row["password"])
        assert bool(row["totp_secret"]) == (row["role"] != "representative")
        assert Membership.objects.current().filter(user=user, role=row["role"]).exists()
        answer = client.get(
            "/api/v1/municipalities/", headers={"Authorization": f"Bearer {row['api_token']}"}
        )
        assert [found["slug"] for found in answer.json()["results"]] == ["nordvik"]


def test_accounts_are_kept_while_they_work_and_made_anew_when_not(load, tmp_path):
    load(scale=SMALL)
    path, at = tmp_path / "demo.json", timezone.now()
    first = loading.write_accounts(path=path, address="x", at=at)
    path.chmod(0o644)
    assert loading.write_accounts(path=path, address="x", at=at) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    path.write_text("not json")
    assert loading.write_accounts(path=path, address="x", at=at) != first
    assert ApiToken.objects.count() == len(Role)


def test_the_command_refuses_another_mode(db):
    with pytest.raises(CommandError, match="own mode"):
        call_command("demo", "--load-only")


def test_the_command_loads_once(db, settings, tmp_path):
    settings.IS_DEMO, settings.VAR_DIR = True, tmp_path
    call_command("demo", "--load-only")
    before = Representative.objects.count(), json.loads((tmp_path / "demo.json").read_text())
    call_command("demo", "--load-only")

    assert (Representative.objects.count(), json.loads((tmp_path / "demo.json").read_text())) == before


@pytest.mark.parametrize("options", [(), ("--reset",)])
def test_the_command_keeps_away_from_real_people(municipality, settings, tmp_path, options):
    settings.IS_DEMO, settings.VAR_DIR = True, tmp_path

    with pytest.raises(CommandError, match="real people"):
        call_command("demo", "--load-only", *options)
    assert Municipality.objects.get() == municipality


def test_a_reset_keeps_away_from_a_database_that_is_not_medvirks(db, settings, tmp_path, monkeypatch):
    settings.IS_DEMO, settings.VAR_DIR = True, tmp_path
    monkeypatch.setattr(connection.introspection, "table_names", lambda *args, **kwargs: ["other_table"])

    with pytest.raises(CommandError, match="something else"):
        call_command("demo", "--load-only", "--reset")


def test_a_municipality_is_made_with_its_first_administrator(db, capsys):
    call_command("create_municipality", "solvik", "--name", "Solvik", "--admin", "Ada@Example.org")

    membership = Membership.objects.get()
    assert (membership.municipality.slug, membership.role) == ("solvik", Role.ADMINISTRATOR)
    assert membership.user.email == "ada@example.org"
    assert not membership.municipality.is_demonstration
    assert "Solvik" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("slug", "name", "admin"),
    [
        ("api", "Api", "ada@example.org"),
        ("Stor", "Stor", "ada@example.org"),
        ("granvik", "Granvik igjen", "ada@example.org"),
        ("solvik", "", "ada@example.org"),
        ("solvik", "Solvik", "no address"),
    ],
)
def test_a_municipality_that_cannot_be_is_refused_whole(municipality, slug, name, admin):
    make_user("Adam", municipality, Role.ADMINISTRATOR)

    with pytest.raises(CommandError):
        call_command("create_municipality", slug, "--name", name, "--admin", admin)
    assert Municipality.objects.count() == 1
    assert User.objects.count() == 1
