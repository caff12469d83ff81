"""What contributors say of what came of their words: mostly that it was meant, once that it was not, once settled."""

from datetime import datetime
from functools import partial
from typing import Any

from participation.contributions import reactions
from participation.contributions.models import Told
from participation.contributions.reactions import Reaction
from participation.demonstration.apart import apart
from participation.demonstration.course import Year

# Days from today: most have said it, one was talked about, and one still waits.
SAID, NOT_MEANT, SETTLED, LAST = -30, -20, -15, -2
NOT_THIS = "Jeg mente ikke brevet, men at noen ringer dagen før."
NOT_QUITE = "Det gjelder kveldene, ikke bare helgene."
OUTCOME = "Vi har snakket sammen på telefon. Enheten ser på saken en gang til, og svarer på nytt."
MOST = 12


def plan(year: Year) -> None:
    """After the answers of the year."""
    own = apart("meaning")
    year.plan(year.moment(SAID, 17), own(partial(_confirm, year)))
    year.plan(year.moment(NOT_MEANT, 17), own(partial(_deny, year, NOT_QUITE)))
    year.plan(year.moment(SETTLED, 11), own(partial(_settle, year)))
    year.plan(year.moment(LAST, 17), own(partial(_deny, year, NOT_THIS)))


def _silent(at: datetime) -> list[Reaction]:
    """Those who have been told an answer by mail and have not said anything of it, in the order of the letters."""
    rows = Told.objects.filter(step=Told.Step.ANSWERED, channel="email", at__lt=at, assignment__isnull=False)
    found = [
        reactions.of(told.contribution, told.assignment)
        for told in rows.select_related("contribution", "assignment").order_by("id")
        if told.assignment is not None
    ]
    return [row for row in found if not row.word]


def _confirm(year: Year, at: datetime) -> None:
    for reaction in _silent(at)[:MOST:2]:
        _say(reaction, Reaction.Word.MEANT, at)


def _deny(year: Year, text: str, at: datetime) -> None:
    for reaction in _silent(at)[-1:]:
        _say(reaction, Reaction.Word.NOT_MEANT, at, text=text)


def _settle(year: Year, at: datetime) -> None:
    for reaction in Reaction.objects.to_talk_about().order_by("id"):
        reactions.settle(reaction=reaction, outcome=OUTCOME, by=year.facilitator, at=at)


def _say(reaction: Reaction, word: str, at: datetime, **more: Any) -> None:
    reactions.say(reaction=reaction, word=word, via=Reaction.Via.LINK, by=None, at=at, **more)
