"""An encrypted field shows plain text on the row and stores sealed text."""

import pytest
from django.db import connection

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.privacy.fields import Sealed
from tests.cast import AT


@pytest.fixture
def message(alice, municipality) -> Message:
    return outbox.queue(
        kind="account.notice",
        municipality=municipality,
        recipient=alice,
        about=alice,
        dedupe_key="one",
        at=AT,
        text="Kode\n123456",
    )


def _stored(message: Message) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_text FROM core_message WHERE id = %s", [message.pk])
        return cursor.fetchone()[0]


def test_the_database_holds_no_plain_text(message):
    assert "123456" not in _stored(message)
    assert Message.objects.get(pk=message.pk).sealed_text == "Kode\n123456"


def test_values_never_open_by_themselves(message):
    value = Message.objects.values_list("sealed_text", flat=True).get(pk=message.pk)

    assert isinstance(value, Sealed)
    assert "123456" not in value


def test_saving_a_row_that_was_not_read_leaves_the_sealed_text_as_it_was(message):
    before = _stored(message)
    Message.objects.get(pk=message.pk).save()

    assert _stored(message) == before


def test_a_deferred_text_is_fetched_when_it_is_read(message):
    row = Message.objects.defer("sealed_text").get(pk=message.pk)

    assert row.sealed_text == "Kode\n123456"


def test_searching_or_updating_by_the_text_is_refused(message):
    with pytest.raises(TypeError, match="save the row"):
        Message.objects.filter(sealed_text="123456").exists()
    with pytest.raises(TypeError, match="save the row"):
        Message.objects.update(sealed_text="654321")


def test_wiping_is_allowed(message):
    Message.objects.update(sealed_text="")

    assert Message.objects.get(pk=message.pk).sealed_text == ""
