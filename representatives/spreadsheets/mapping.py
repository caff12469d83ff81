"""The words of the list against the catalogue: exact names get their term, the rest waits for a person."""

from collections.abc import Sequence
from dataclasses import replace

from representatives.spreadsheets.people import PersonRow, Term, UnmappedTerm
from representatives.spreadsheets.terms import Kind, TermResolver, TermText, resolve


class TermReview:
    """Asks the catalogue for each different word once, and remembers what it did not know."""

    def __init__(self, ask: TermResolver) -> None:
        self._ask = ask
        self._answers: dict[tuple[TermText, Kind], tuple[Term, ...]] = {}
        self._unknown: dict[tuple[str, Kind], tuple[str, tuple[str, ...], list[int]]] = {}

    def mapped(self, person: PersonRow) -> PersonRow:
        """The person with catalogue keys where the words name a term exactly."""
        return replace(
            person,
            experience=self._terms(person.experience, "experience", person.row),
            skills=self._terms(person.skills, "skills", person.row),
        )

    def _terms(self, terms: Sequence[Term], kind: Kind, row: int) -> tuple[Term, ...]:
        found: list[Term] = []
        for term in terms:
            for answer in self._answer(TermText(term.text, term.relation, term.written or term.text), kind):
                found.append(answer)
                if answer.key is None:
                    rows = self._unknown[(answer.text.casefold(), kind)][2]
                    if row not in rows[-1:]:
                        rows.append(row)
        return tuple(dict.fromkeys(found))

    def _answer(self, piece: TermText, kind: Kind) -> tuple[Term, ...]:
        key = (piece, kind)
        if key not in self._answers:
            terms = []
            for part, match in resolve(piece, kind, self._ask):
                terms.append(Term(part.text, part.relation if kind == "experience" else None, match.key))
                if match.key is None:
                    self._unknown.setdefault((part.text.casefold(), kind), (part.text, match.suggestions, []))
            self._answers[key] = tuple(terms)
        return self._answers[key]

    def unmapped(self) -> tuple[UnmappedTerm, ...]:
        """The unknown words, the most frequent first."""
        terms = [
            UnmappedTerm(text=text, field=kind, rows=tuple(rows), suggestions=suggestions)
            for (_, kind), (text, suggestions, rows) in self._unknown.items()
            if rows
        ]
        return tuple(sorted(terms, key=lambda term: (-term.count, term.text.casefold())))
