"""Public ids: drawn from chance, unless a demonstration draws its own for as long as it is laid."""

from itertools import cycle

import pytest

from config.core.rows import PUBLIC_ID_LENGTH, ids_chosen_by, new_public_id


def test_ids_are_of_one_length_and_never_the_same() -> None:
    made = {new_public_id() for _ in range(200)}

    assert len(made) == 200
    assert {len(one) for one in made} == {PUBLIC_ID_LENGTH}


def test_the_same_source_gives_the_same_ids() -> None:
    def drawn() -> list[str]:
        letters = cycle("abcdefg")
        with ids_chosen_by(lambda _alphabet: next(letters)):
            return [new_public_id() for _ in range(3)]

    assert drawn() == drawn()


def test_chance_is_back_afterwards_also_after_a_fault() -> None:
    with pytest.raises(IndexError), ids_chosen_by(lambda letters: letters[1000]):
        new_public_id()

    assert len(new_public_id()) == PUBLIC_ID_LENGTH
