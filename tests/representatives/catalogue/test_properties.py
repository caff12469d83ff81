"""What holds for any text whatever: nothing raises, the order is stable, exact comes first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from representatives.catalogue.phrases import read_phrase
from representatives.catalogue.starter import starter_labels
from representatives.catalogue.words import Index, Label, normalise

LABELS = starter_labels()
INDEX = Index.build(LABELS)
WORDS = sorted(
    {word for label in LABELS for word in label.text.split()}
    | {"pårørende:", "(mor)", "ikke", "til", "–", "har"}
)
texts = st.one_of(st.text(max_size=600), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
few = st.lists(st.sampled_from(LABELS), min_size=1, max_size=40)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(texts, st.integers(-1, 8), st.floats(0, 1))
def test_find_never_raises_and_keeps_its_promises(text: str, limit: int, floor: float) -> None:
    hits = INDEX.find(text, limit=limit, floor=floor)

    assert len(hits) <= max(limit, 0)
    assert all(floor <= hit.similarity <= 1 and hit.similarity > 0 for hit in hits)
    assert [(not hit.exact, -hit.similarity) for hit in hits] == sorted(
        (not hit.exact, -hit.similarity) for hit in hits
    )
    assert len({(hit.kind, hit.key) for hit in hits}) == len(hits)
    assert all(
        hit.exact == (normalise(hit.label) == normalise(text[:400])) == (hit.similarity == 1) for hit in hits
    )


@settings(max_examples=200, derandomize=True, deadline=None)
@given(texts)
def test_reading_never_raises_and_only_takes_away(text: str) -> None:
    phrase = read_phrase(text)

    letters = normalise(text).replace(" ", "")
    assert all(word in letters for word in normalise(phrase.core_text).split())
    assert (phrase.relation is None) == (len(phrase.relations) != 1)
    assert bool(phrase.read) == bool(phrase.relations or phrase.negated)
    assert read_phrase(text) == phrase


@settings(max_examples=60, derandomize=True, deadline=None)
@given(few, st.randoms(use_true_random=False), texts)
def test_the_order_of_the_labels_does_not_matter(labels: list[Label], random: object, text: str) -> None:
    shuffled = list(labels)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' Random is untyped

    assert Index.build(shuffled).find(text, limit=9) == Index.build(labels).find(text, limit=9)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.sampled_from(LABELS), st.sampled_from(["{}", " {} ", "{}!", "«{}»", "({})"]))
def test_a_known_word_comes_first_however_it_is_dressed(label: Label, dress: str) -> None:
    first, *_ = INDEX.find(dress.format(label.text.upper()), kind=label.kind)

    assert (first.exact, first.key) == (True, label.key)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(few, st.sampled_from(LABELS), texts)
def test_learning_a_word_never_lowers_another(labels: list[Label], learnt: Label, text: str) -> None:
    before = {(hit.kind, hit.key): hit.similarity for hit in Index.build(labels).find(text, limit=99)}
    after = {
        (hit.kind, hit.key): hit.similarity for hit in Index.build([*labels, learnt]).find(text, limit=99)
    }

    assert all(after[term] >= similarity for term, similarity in before.items())
