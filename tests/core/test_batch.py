"""What is the same for a batch is made once in it, for some seconds, and never outside one."""

from config.core import batch as batches
from config.core.batch import batch, once


def test_inside_a_batch_it_is_made_once_and_outside_each_time():
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [once("one", make), once("one", make)] == [1, 2]
    with batch():
        assert [once("one", make), once("one", make), once("two", make)] == [3, 3, 4]
    with batch():
        assert once("one", make) == 5


def test_what_is_old_is_made_anew(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(batches.time, "monotonic", lambda: clock[0])
    with batch():
        assert once("one", lambda: "old") == "old"
        clock[0] += batches.SECONDS
        assert once("one", lambda: "new") == "old"
        clock[0] += 0.1
        assert once("one", lambda: "new") == "new"


def test_nothing_is_something_that_is_kept_too():
    made: list[int] = []
    with batch():
        for _time in range(2):
            assert once("none", lambda: made.append(1)) is None

    assert made == [1]
