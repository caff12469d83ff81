"""What the database refuses, whatever a service would do."""

import pytest
from django.db import IntegrityError, transaction

from participation.handover.models import Handover, HandoverItem
from tests.cast import AT


def _refused(name: str, make) -> None:
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
        make()


def test_a_handover_is_between_two_ends_one_way_and_is_one_at_a_time(municipality, alice, bob):
    row = {"municipality": municipality, "from_user": alice, "created_at": AT}

    _refused("handover_is_between_two", lambda: Handover.objects.create(**row, to_user=alice))
    _refused(
        "handover_ends_one_way",
        lambda: Handover.objects.create(**row, to_user=bob, completed_at=AT, cancelled_at=AT),
    )
    Handover.objects.create(**row, to_user=bob)
    _refused("handover_one_open_each", lambda: Handover.objects.create(**row, to_user=bob))


def test_a_thing_is_handed_over_once(municipality, alice):
    handover = Handover.objects.create(municipality=municipality, from_user=alice, created_at=AT)
    row = {"municipality": municipality, "handover": handover, "kind": "person", "object_id": "p" * 22}
    HandoverItem.objects.create(**row)

    _refused("handover_item_once", lambda: HandoverItem.objects.create(**row))
