"""A meeting that was held, with five who were there and answer one after the other."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from time_machine import travel

from participation.feedback import services
from participation.feedback.models import Pulse, PulseVoice
from participation.meetings.models import Meeting
from tests.make.chain import make_assignment, make_attendance, make_meeting, make_request
from tests.make.people import make_representative
from tests.participation.seats import (  # noqa: F401  # fixtures are found by their names here
    LATER,
    owner,
    paula,
    project,
    refusals_in_english,
    rolf,
)


@pytest.fixture
def now() -> Iterator[Any]:
    with travel(LATER):
        yield LATER


@pytest.fixture
def held(project, paula, rolf) -> Meeting:  # noqa: F811  # the fixtures
    """Paula and Rolf were there."""
    meeting = make_meeting(project, state="held", hours=2)
    for seat in (paula, rolf):
        make_attendance(meeting, seat)
    return meeting


@pytest.fixture
def crowd(project, municipality, held) -> Meeting:  # noqa: F811
    """Three more were there: five in all."""
    request = make_request(project, seats=3)
    for number in range(3):
        person = make_representative(municipality, f"Nora{number} Ny")
        make_attendance(held, make_assignment(request, person))
    return held


@pytest.fixture
def pulse(held, owner, alice) -> Pulse:  # noqa: F811
    """Paula, Rolf and Pia, who leads the project, are asked."""
    return services.ask(meeting=held, by=alice, at=LATER)[0].pulse


@pytest.fixture
def big(crowd, owner, alice) -> Pulse:  # noqa: F811
    """Five representatives and Pia are asked."""
    return services.ask(meeting=crowd, by=alice, at=LATER)[0].pulse


@pytest.fixture
def say() -> Callable[..., PulseVoice]:
    """Answers every question of a voice with one step."""

    def say(voice: PulseVoice, step: int = 4, word: str = "", back: bool = False, **more: Any) -> PulseVoice:
        steps = {question["key"]: step for question in voice.pulse.of_side(voice.side)}
        said = services.Said(steps, word, takes_word_back=back)
        return services.answer(voice=voice, said=said, **{"at": LATER, **more})

    return say


@pytest.fixture
def voice(pulse, paula) -> PulseVoice:  # noqa: F811
    return pulse.voices.select_related("pulse", "representative").get(representative=paula.representative)
