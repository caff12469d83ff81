"""Slips of the keyboard: how many letters were wrong, left out, doubled or swapped. Pure code."""

LONGEST = 40  # longer than this is a sentence, where pieces of three letters do better


def allowed(length: int) -> int:
    """How many slips a word of so many letters may have and still be that word."""
    return 1 if length < 5 else 2 if length < 10 else 3


def slips(typed: str, meant: str, most: int) -> int | None:
    """The least number of slips that makes `typed` of `meant`; None when there are more than `most`.

    A slip is a letter wrong, one too many, one too few, or two neighbours swapped ("demnes" for "demens").
    """
    if abs(len(typed) - len(meant)) > most or max(len(typed), len(meant)) > LONGEST:
        return None
    older: list[int] = []
    last = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(meant, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != other))
            is_swap = row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other
            line.append(min(cost, older[column - 2] + 1) if is_swap else cost)
        if min(line) > most:
            return None
        older, last = last, line
    return last[-1] if last[-1] <= most else None
