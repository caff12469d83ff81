"""How those who are asked are reached: by themselves, through the outbox, or by somebody who calls."""

from collections.abc import Iterable
from typing import Any

from participation.feedback.models import PulseVoice
from participation.invitations import rules
from representatives.proxies.queries import reached_all


def silent_by_hand(voices: Iterable[PulseVoice]) -> dict[int, rules.Way]:
    """Of silent voices (by primary key): those who get no letter by themselves, and how they are asked."""
    rows = [voice for voice in voices if voice.answered_at is None]
    people = [voice.representative for voice in rows if voice.representative is not None]
    reach = reached_all(people)
    found = {}
    for voice in rows:
        way = way_of(voice, reach)
        if not way.is_sent:
            found[voice.pk] = way
    return found


def way_of(voice: PulseVoice, reach: Any = None) -> rules.Way:
    """How one is asked; `reach` is how representatives are reached, where it was read for many at once."""
    person = voice.representative
    if person is None:
        return rules.Way.MAIL if voice.person.email else rules.Way.CALL
    return rules.way_to(person, reach[person.pk] if reach is not None else None)
