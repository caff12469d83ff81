"""Hostile words in every field, forms sent from elsewhere, and faults in the middle of a page."""

import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import models
from django.test import Client
from django.utils import timezone

from config.core.access.permissions import ROLE_PERMISSIONS
from config.core.organisations.models import Municipality, Role
from config.core.outbox import services as outbox
from config.core.outbox.envelope import envelope
from config.core.outbox.kinds import Mail, kind_of
from config.core.outbox.models import Message
from config.core.privacy.own_data import FILES
from participation.support import services as support
from tests.architecture.world import OWN
from tests.helpers.doors import actions, fingerprint, pages
from tests.helpers.house import own_models
from tests.make.town import person_of

NASTY = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ settings.SECRET_KEY }}{% load x %}"""
# Texts that are keys to something, not words of somebody.
KEYS = re.compile(
    r"(public_id|_id|_ref|_hash|_index|key|key_id|slug|kind|language|seed|rule_version|text_version|failure|chain|"
    r"facilitator_phone|facilitator_email|file_name|recipient_id|email|phone|password|state|accent)$"
)


def _poison() -> None:
    """Puts hostile words in every column of text, past all forms."""
    for model in own_models():
        if model._meta.label in ("core.AuditEvent", "core.User", "core.Message", "core.Job"):
            continue
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and not KEYS.search(field.name)
            and f"{model._meta.label}.{field.name}" not in FILES
        ]
        for number, row in enumerate(model._default_manager.all()):
            for name in names:
                field: Any = row._meta.get_field(name)
                setattr(row, name, f"{number}{NASTY}"[: field.max_length])
            row.save(update_fields=names) if names else None


@pytest.mark.parametrize(
    "role", [Role.FACILITATOR, Role.PROFESSIONAL, Role.SENIOR_MANAGER, Role.REPRESENTATIVE]
)
def test_hostile_words_are_words_on_every_page_and_in_every_letter(world, client_of, role):
    _poison()
    client, alive, escaped = client_of(world.people[role]), [], 0
    for door in pages(world.own):
        if door.method != "get" or door.permission not in ROLE_PERMISSIONS[role]:
            continue
        answer = client.get(door.path)
        # In a file for download nothing is read as a page.
        if answer.headers["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            escaped += text.count("&lt;script&gt;alert")
            alive += [
                f"{door.path}: {bad}" for bad in ("<script>alert", "<img src=x", "' onerror") if bad in text
            ]
    for message in Message.objects.select_related("municipality").order_by("id"):
        letter = envelope(message, _rendered(message))
        alive += [str(message.kind) for body, _kind in letter.alternatives if "<script>" in str(body)]

    assert alive == []
    assert escaped


def _rendered(message: Message) -> Mail:
    return kind_of(message).render(message, True)  # noqa: FBT003  # its signature is Callable


def test_a_line_break_in_a_title_adds_no_line_to_a_mail(world):
    municipality = world.own.municipality
    Municipality.objects.filter(pk=municipality.pk).update(name="Granvik\r\nBcc: alle@people.example.org")
    municipality.refresh_from_db()
    at = timezone.now()
    support.ask(
        municipality=municipality,
        unit=world.own.unit,
        title="Kan vi?\r\nBcc: alle@people.example.org",
        need="Fordi",
        decide_by=timezone.localdate(at),
        by=None,
        at=at,
    )
    Message.objects.filter(municipality=municipality).update(state=Message.State.QUEUED, sent_at=None)

    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())

    assert not Message.objects.filter(state=Message.State.RETRYING).exists()
    letters = [letter for letter in mail.outbox if "Kan vi?" in letter.subject]
    assert letters
    for letter in mail.outbox:
        assert len(letter.recipients()) == 1
        assert "\nBcc" not in str(letter.message()["Subject"])
        assert letter.message().get_all("Bcc") is None


def test_every_form_is_refused_without_its_token(world, client_of):
    person = world.people[Role.FACILITATOR]
    known, strict = client_of(person), Client(enforce_csrf_checks=True)
    strict.cookies[settings.SESSION_COOKIE_NAME] = known.cookies[settings.SESSION_COOKIE_NAME].value
    before, taken = fingerprint(), []
    doors = [*pages(world.own), *actions(world.own)]
    for door in doors:
        if door.method != "get" and door.permission in ROLE_PERMISSIONS[Role.FACILITATOR]:
            answer = getattr(strict, door.method)(door.path, {}, content_type="application/json")
            if answer.status_code != 403:
                taken.append(f"{door.method} {door.path}: {answer.status_code}")

    assert taken == []
    assert fingerprint() == before


def test_a_fault_in_the_middle_of_a_page_tells_the_log_nobody(
    world, client_of, api_of, caplog, capsys, monkeypatch
):
    """The error's own text may hold a row, an address or a word: neither the log nor the page repeats it."""
    secret = f"{OWN} hemmelig kanari@people.example.org"
    person = person_of(world.own)

    def fault(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"duplicate key: {secret} {person.phone}")

    monkeypatch.setattr("config.core.access.scope.Scope.permissions_in", fault)
    monkeypatch.setattr("config.core.access.api.permission_for", fault)
    client, api = client_of(world.people[Role.FACILITATOR]), api_of(world.people[Role.FACILITATOR])
    client.raise_request_exception = api.raise_request_exception = False
    shown = [client.get(f"/granvik/people/{person.public_id}/"), api.get("/api/v1/representatives/")]

    lines = "\n".join(_as_written(record) for record in caplog.records) + capsys.readouterr().err
    assert [answer.status_code for answer in shown] == [500, 500]
    assert "RuntimeError" in lines
    for text in (lines, *(answer.content.decode() for answer in shown)):
        assert secret not in text
        assert person.phone not in text


def _as_written(record: logging.LogRecord) -> str:
    """The line as our own handler writes it."""
    handler = next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler)
    return handler.format(record) if handler.filter(record) else ""


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example.org",
        "\\\\evil.example.org",
        "https:evil.example.org",
        "/\\evil.example.org",
        "javascript:x",
    ],
)
def test_no_address_leads_onward_to_another_site(world, client_of, elsewhere):
    client = client_of(world.people[Role.FACILITATOR])
    answers = [
        client.post("/language/", {"language": "nn", "next": elsewhere}),
        client.post("/me/large-text/", {"large_text": "1", "next": elsewhere}),
        client.get("/accounts/login/", {"next": elsewhere}),
        client.post("/accounts/logout/", {"next": elsewhere}),
    ]

    assert [
        "evil" in answer.get("Location", "") or "javascript" in answer.get("Location", "")
        for answer in answers
    ] == [False] * len(answers)
