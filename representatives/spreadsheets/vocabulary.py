"""The catalogue as the import asks it: a key for an exact word only, suggestions for the rest."""

from representatives.catalogue.phrases import read_phrase
from representatives.catalogue.words import Index
from representatives.spreadsheets.terms import Kind, Relation, TermMatch, TermResolver

KINDS: dict[Kind, tuple[str, ...]] = {
    "experience": ("experience", "service"),
    "skills": ("skill", "role", "practical"),
}


def resolver(index: Index) -> TermResolver:
    """Asks the index. A negation ("ikke diabetes") is never taken for the term: a person must look."""

    def resolve(text: str, kind: Kind, relation: Relation | None) -> TermMatch:
        phrase = read_phrase(text) if kind == "experience" else None
        hits = index.find(text, kind=KINDS[kind])
        if phrase is not None and phrase.core_text and not any(hit.exact for hit in hits):
            hits = index.find(phrase.core_text, kind=KINDS[kind]) or hits
        if phrase is not None and (phrase.negated or phrase.is_ambiguous):
            return TermMatch(None, tuple(hit.key for hit in hits))
        exact = [hit.key for hit in index.find(text, kind=KINDS[kind]) if hit.exact]
        return TermMatch(exact[0]) if exact else TermMatch(None, tuple(hit.key for hit in hits))

    return resolve
