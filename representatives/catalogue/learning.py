"""The catalogue learns: a word that a facilitator typed before choosing a term leads to it from then on.

Only words of those who keep the registry are learnt, in forms of the facilitator. What people write of themselves, on
My page or when they register, is never kept as a word: it may tell of their health.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.core.access.permissions import Permission
from representatives.catalogue import rules, services
from representatives.catalogue.models import Term
from representatives.catalogue.phrases import read_phrase
from representatives.catalogue.queries import words_of
from representatives.catalogue.spelling import allowed, slips
from representatives.catalogue.words import normalise

# Whoever may confirm a word for everyone in the municipality.
NEEDED = frozenset({Permission.CATALOGUE_READ, Permission.REGISTRY_WRITE})
# Longer is a sentence about somebody, shorter the beginning of a word.
SHORTEST, LONGEST, MOST_WORDS = 3, 40, 3
_NO_WORD = re.compile(r"[\d@/\\<>=]")


def is_word(text: str) -> bool:
    """Whether a text is a word for something: short, without figures, denying nothing and speaking of nobody.

    "ikke diabetes" and "mor med demens" are read by `read_phrase`, and are never learnt.
    """
    normal = normalise(text)
    if not SHORTEST <= len(normal) <= LONGEST or len(normal.split()) > MOST_WORDS or _NO_WORD.search(text):
        return False
    phrase = read_phrase(text)
    return not (phrase.negated or phrase.relations)


def is_another_word(text: str, known: Iterable[str]) -> bool:
    """Whether none of the known words begins so, has a part that does, or is the same but for a slip or two."""
    normal = normalise(text)
    for word in map(normalise, known):
        if f" {word}".find(f" {normal}") >= 0 or f" {normal} ".find(f" {word} ") >= 0:
            return False
        if slips(normal, word, allowed(len(normal))) is not None:
            return False
    return True


def learn_from(form: Any, request: Any) -> list[str]:
    """Learns what was typed in a form's lookups where a term was then chosen from what was found; returns the words.

    Called by a page of the facilitator when the form has done its work; learns nothing for anybody else.
    """
    if not request.permissions >= NEEDED:
        return []
    now = {"by": request.user, "at": timezone.now()}
    return [
        text
        for term, text in form.confirmed_words()
        if confirm(term=term, text=text, municipality=request.municipality, **now)
    ]


@transaction.atomic
def confirm(*, term: Term, text: str, municipality: Any, by: Any, at: datetime) -> bool:
    """Keeps a word for a term, with its line in the history, when it is one that nobody knew; whether it was kept."""
    text = " ".join(text.split())
    if not is_word(text):
        return False
    shared, own = words_of(term, municipality)
    if not is_another_word(text, [*term.names, *shared, *own]):
        return False
    try:
        with transaction.atomic():
            services.add_synonym(term=term, text=text, municipality=municipality, by=by, at=at)
    except rules.CannotChange:
        return False
    return True
