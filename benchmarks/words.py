"""How well and how fast free words find their terms: `python benchmarks/words.py`.

Prints, for the phrases of the tests, how often the right term comes first and within the first three: those
seen while the catalogue was written and those held out; asked among all kinds and, as the import asks, among
the kinds of a column. Then what unrelated phrases are offered, and times with 2,000 learnt synonyms.
"""

import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from representatives.catalogue.starter import load_starter, starter_labels
from representatives.catalogue.words import Index, Label, normalise, read_phrase
from tests.representatives.catalogue.phrases import Expected, expected_phrases, unrelated_phrases

COLUMNS = (("experience", "service"), ("skill", "role"), ("practical",), ("perspective",))
SYLLABLES = (
    "bra",
    "lun",
    "sek",
    "tro",
    "vik",
    "mes",
    "gar",
    "dol",
    "hei",
    "fjo",
    "rus",
    "kre",
    "psy",
    "dia",
    "nor",
    "sti",
)


def learnt(count: int) -> list[Label]:
    """`count` invented synonyms of two or three words, spread over the terms; the same every time."""
    terms = load_starter()
    made = []
    for number in range(count):
        bits = [SYLLABLES[(number >> shift) % 16] for shift in (0, 4, 8)] + [SYLLABLES[number % 13]]
        term = terms[number % len(terms)]
        made.append(Label(term.key, f"{bits[0]}{bits[1]} {bits[2]}{bits[3]}ing {number}", term.kind))
    return made


def column_of(expected: Expected, kinds: dict[str, str]) -> tuple[str, ...]:
    kind = kinds[min(expected.keys)]
    return next(column for column in COLUMNS if kind in column)


def shares(index: Index, phrases: Iterable[Expected], by_column: bool) -> tuple[int, int, int, int]:
    """(phrases, right first, right within three, exact), each a count."""
    kinds = {term.key: term.kind for term in load_starter()}
    total = first = three = exact = 0
    for phrase in phrases:
        hits = index.find(
            read_phrase(phrase.text).core_text, kind=column_of(phrase, kinds) if by_column else None
        )
        found = [hit.key in phrase.keys for hit in hits]
        total += 1
        first += bool(found and found[0])
        three += any(found)
        exact += bool(hits and hits[0].exact)
    return total, first, three, exact


def timing(index: Index, texts: list[str]) -> str:
    """Median, 95th percentile and slowest of reading a phrase and finding its first three."""
    taken = []
    for text in texts:
        started = time.perf_counter()
        index.find(read_phrase(text).core_text)
        taken.append(1000 * (time.perf_counter() - started))
    cut = statistics.quantiles(taken, n=20)[-1]
    return f"median {statistics.median(taken):.2f} ms, 95 % within {cut:.2f} ms, slowest {max(taken):.2f} ms"


def print_quality(index: Index) -> None:
    for by_column in (False, True):
        print("among the kinds of the column" if by_column else "among all kinds")
        for group in ("seen", "held", ""):
            phrases = [phrase for phrase in expected_phrases() if group in phrase.group]
            total, first, three, exact = shares(index, phrases, by_column)
            print(
                f"  {group or 'all':5}{total:4} phrases: first {first / total:.3f}, "
                f"first three {three / total:.3f}; known word for word {exact / total:.3f}"
            )
    for floor in (0.30, 0.25):
        offered = [text for text in unrelated_phrases() if index.find(text, floor=floor)]
        print(
            f"unrelated phrases offered something at {floor}: {len(offered)} of {len(unrelated_phrases())}",
            offered,
        )


def print_speed(labels: list[Label]) -> None:
    started = time.perf_counter()
    grown = Index.build(labels + learnt(2_000))
    built = 1000 * (time.perf_counter() - started)
    print(f"with 2,000 learnt synonyms ({len(grown)} labels): built in {built:.0f} ms")
    texts = [phrase.text for phrase in expected_phrases()] + list(unrelated_phrases())
    print(f"  phrases: {timing(grown, texts)}")
    long = [" ".join(texts[at : at + 16])[:400] for at in range(0, 140, 7)]
    print(f"  texts of 400 characters: {timing(grown, long)}")


def main() -> None:
    labels = list(starter_labels())
    words = {normalise(label.text) for label in labels}
    print(f"{len(load_starter())} terms, {len(words)} different words")
    print_quality(Index.build(labels))
    print_speed(labels)


if __name__ == "__main__":
    main()
