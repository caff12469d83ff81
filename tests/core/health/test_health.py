"""Live and ready tell the platform what it needs and nothing about people."""

from django.db import connection


def test_live_answers_without_a_database(client):
    assert client.get("/health/live").json() == {"live": True}


def test_ready_when_every_migration_is_there(db, client):
    assert client.get("/health/ready").json() == {"ready": True, "missing": []}


def test_not_ready_when_a_migration_is_missing(db, client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name <> '0001_initial'")
    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "missing": ["migrations"]}
