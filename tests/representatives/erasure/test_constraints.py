"""What the database refuses, whatever a service would do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from representatives.erasure.models import Erasure
from representatives.models import Representative
from tests.cast import AT
from tests.make.people import make_representative


def test_an_erased_person_is_blank(municipality):
    person = make_representative(municipality)

    with pytest.raises(IntegrityError, match="representative_erased_is_blank"), transaction.atomic():
        Representative.objects.filter(pk=person.pk).update(erased_at=AT)


def test_a_person_is_erased_once(municipality):
    row = {"municipality": municipality, "profile_id": "p" * 22, "why": "asked", "erased_at": AT}
    Erasure.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.create(**row | {"erased_at": AT + timedelta(days=1)})
