"""What the tests of sendings share: an open request with chosen people, and its draft. Refusals are in English."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from participation.sendings import leaving, services
from participation.sendings.models import Sending
from tests.cast import AT
from tests.make.invitations import REPLY_BY, make_choice, make_wanted
from tests.make.people import make_representative

AFTER = AT + services.pause()


@pytest.fixture(autouse=True)
def _refusals_are_read_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def wanted(municipality):
    return make_wanted(municipality, seats=2)


@pytest.fixture
def people(wanted, municipality) -> list[Any]:
    """Three who are chosen; the last gets no e-mail."""
    chosen = [
        make_representative(municipality, "Anna En"),
        make_representative(municipality, "Berit To"),
        make_representative(municipality, "Turid Telefon", email="", phone="+4740612001"),
    ]
    for person in chosen:
        make_choice(wanted, person)
    return chosen


@pytest.fixture
def prepare(wanted) -> Callable[..., Sending]:
    """`prepare(ask=[…], thank=[…])`: the draft of the request."""

    def made(**given: Any) -> Sending:
        return services.prepare(
            **(
                {"request": wanted, "ask": [], "thank": [], "reply_by": REPLY_BY, "by": None, "at": AT}
                | given
            )
        )

    return made


@pytest.fixture
def draft(prepare, people) -> Sending:
    return prepare(ask=people)


@pytest.fixture
def gone() -> Callable[..., Sending]:
    """`gone(sending)`: let go, and all of it has left."""

    def sent(sending: Sending, **given: Any) -> Sending:
        services.send(**({"sending": sending, "by": None, "at": AT} | given))
        leaving.leave_due(at=AFTER)
        sending.refresh_from_db()
        return sending

    return sent
