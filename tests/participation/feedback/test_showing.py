"""When answers are shown: never of fewer than five, and never while one more could still answer."""

from hypothesis import given
from hypothesis import strategies as st

from participation.feedback.showing import counted, is_shown


@given(st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_few_are_never_shown_and_nothing_while_it_moves(asked, answered, is_over):
    if is_shown(asked=asked, answered=answered, is_over=is_over):
        assert answered >= 5
        assert is_over or answered == asked


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 4)), max_size=30))
def test_counts_add_up_and_a_question_that_few_answered_is_hidden(answers):
    for one in counted({"a": 4, "b": 4}, answers):
        number = sum(1 for key, _step in answers if key == one.question)
        if number < 5:
            assert one.counts is None
        else:
            assert one.counts is not None and sum(one.counts) == number
