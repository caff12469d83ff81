"""Twelve questions in own words, after i-PARIHS (Harvey and Kitson 2016, CC BY 4.0): docs/readiness.md."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    """`key` is kept with the answer; `words` is what is asked."""

    key: str
    part: str
    words: Any


PARTS: dict[str, Any] = {
    "innovation": _("Participation itself"),
    "recipients": _("Those who are to do it"),
    "context": _("What is around it"),
}
QUESTIONS: tuple[Question, ...] = (
    Question("need", "innovation", _("Do we know what we want representatives to help us with?")),
    Question("fits", "innovation", _("Does it fit in with how we work already?")),
    Question("tried", "innovation", _("Can it be tried in the small first?")),
    Question("visible", "innovation", _("Will those who work here see what comes of it?")),
    Question("willing", "recipients", _("Do those it concerns want this?")),
    Question("time", "recipients", _("Is there time for it in the working day?")),
    Question("skills", "recipients", _("Does somebody here know how to meet and listen to representatives?")),
    Question("voice", "recipients", _("Is somebody whom colleagues listen to with us?")),
    Question("leaders", "context", _("Have our leaders said that they want it?")),
    Question("money", "context", _("Is it clear who pays, and how much?")),
    Question("answers", "context", _("Is it clear who decides on what representatives say?")),
    Question("priority", "context", _("Is there room for it beside everything else that changes now?")),
)
BY_KEY = {question.key: question for question in QUESTIONS}
