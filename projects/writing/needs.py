"""“We need a user”: what was answered to five plain questions, and where it looks as if nobody could be heard.

Pure: no database and no clock. Nothing here stops anybody; each sign comes with ways that serve people better.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SOON = timedelta(days=14)
# What people write where nothing is open.
NOTHING = frozenset("– - ingen ingenting inkje intet nei no none nothing".split())


class Standing(models.TextChoices):
    """How far the decision has come."""

    OPEN = "open", gettext_lazy("Nothing is decided yet")
    PARTLY = "partly", gettext_lazy("Some of it is decided")
    DECIDED = "decided", gettext_lazy("It is decided")


class Aim(models.TextChoices):
    """What the person is wanted for."""

    LEARN = "learn", gettext_lazy("To learn what we do not know")
    CHOOSE = "choose", gettext_lazy("To choose between several ways")
    TRY = "try", gettext_lazy("To try something out")
    MAKE = "make", gettext_lazy("To make it together")
    SHOW = "show", gettext_lazy("To be able to say that somebody was there")


class SpeaksFor(models.TextChoices):
    """Whose experience the person brings."""

    SELF = "self", gettext_lazy("For themselves, from their own experience")
    GROUP = "group", gettext_lazy("For an organisation or a group that they have asked")
    EVERYBODY = "everybody", gettext_lazy("For everybody who uses the service")


class Way(models.TextChoices):
    """What serves people better than a seat without a say."""

    INFORM = (
        "inform",
        gettext_lazy("Tell people openly what is decided, and why. Nobody is let down by honest news."),
    )
    LATER = (
        "later",
        gettext_lazy("Ask about the next step: how it is carried out is nearly always still open."),
    )
    SMALL = (
        "small",
        gettext_lazy("Find one thing that can still be changed, however small, and ask about just that."),
    )
    SURVEY = (
        "survey",
        gettext_lazy("Ask many in a short survey. Then the answer does not hang on one person."),
    )
    TWO = "two", gettext_lazy("Ask two or three. They support each other, and you hear that people differ.")
    PANEL = (
        "panel",
        gettext_lazy("Draw a panel by lot, so that those who are seldom asked have the same chance."),
    )
    RING = "ring", gettext_lazy("Ring two who have lived through it, and ask them one question.")
    ANSWER = "answer", gettext_lazy("Agree now on who answers, and by when. One sentence back is enough.")


@dataclass(frozen=True)
class Said:
    """The answers. `decide_on` is None while no day is known; empty texts are questions that were passed over."""

    decided: str
    contribute: str
    can_change: str = ""
    cannot_change: str = ""
    afterwards: str = ""
    standing: str = Standing.OPEN
    aim: str = Aim.LEARN
    speaks_for: str = SpeaksFor.SELF
    seats: int = 2
    decide_on: date | None = None


@dataclass(frozen=True)
class Sign:
    """One thing to think of before asking anybody: a code, a sentence or two, and better ways."""

    code: str
    text: str
    ways: tuple[Way, ...]


def signs(said: Said, *, today: date) -> list[Sign]:
    """Where the answers look like a seat without a say, in the order of the questions; empty when all is well."""
    found = [
        _decided(said, today),
        _nothing_open(said),
        _for_show(said),
        _one_for_all(said),
        _unanswered(said),
    ]
    return [sign for sign in found if sign is not None]


def _decided(said: Said, today: date) -> Sign | None:
    is_past = said.decide_on is not None and said.decide_on < today
    if said.standing == Standing.DECIDED or is_past:
        text = _("It seems to be decided already. People who are asked afterwards rightly feel used.")
        return Sign("decided", text, (Way.INFORM, Way.LATER))
    if said.decide_on is not None and said.decide_on < today + SOON:
        text = _("It is decided within two weeks. That is short for somebody who is to prepare and come.")
        return Sign("soon", text, (Way.RING, Way.LATER))
    return None


def _nothing_open(said: Said) -> Sign | None:
    word = said.can_change.strip().strip(".!").lower()
    if word and word not in NOTHING:
        return None
    text = _("Nothing can be changed, as it stands. Then there is nothing to take part in yet.")
    return Sign("nothing_open", text, (Way.SMALL, Way.INFORM))


def _for_show(said: Said) -> Sign | None:
    if said.aim != Aim.SHOW:
        return None
    text = _(
        "To have had somebody there helps nobody, and people notice it. What would you like to know from them?"
    )
    return Sign("for_show", text, (Way.SMALL, Way.SURVEY, Way.LATER))


def _one_for_all(said: Said) -> Sign | None:
    if said.speaks_for != SpeaksFor.EVERYBODY or said.seats > 1:
        return None
    text = _("One person cannot speak for everybody. It is a heavy thing to ask, and you hear one side only.")
    return Sign("one_for_all", text, (Way.TWO, Way.SURVEY, Way.PANEL))


def _unanswered(said: Said) -> Sign | None:
    if said.afterwards.strip():
        return None
    text = _("Nobody is named who answers them. Most who have contributed never hear what came of it.")
    return Sign("unanswered", text, (Way.ANSWER,))
