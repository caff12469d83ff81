"""How alike two names are."""

import re

from config.core.folding import fold


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name for comparing, sorted: no case, no accents, æøå kept (ä, ö, aa read as æ, ø, å)."""
    return tuple(sorted(re.findall(r"[^\W\d_]+", fold(name))))


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order."""
    return bool(one) and name_tokens(one) == name_tokens(other)


def similar_names(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words, a slip of the pen, or a middle name left out."""
    return similar_tokens(name_tokens(one), name_tokens(other))


def similar_tokens(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """As `similar_names`, for words that are already prepared."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    left, odd = list(long), []
    for word in short:
        if word in left:
            left.remove(word)
        else:
            odd.append(word)
    if len(short) < 2 or len(odd) > 1 or (odd and not left):
        return False
    return not odd or any(_slip_or_initial(odd[0], word) for word in left)


def _slip_or_initial(one: str, other: str) -> bool:
    distance = _distance(one, other)
    return distance == 0 or (distance == 1 and min(len(one), len(other)) >= 4)


def _distance(one: str, other: str) -> int:
    """0 for the same word or its initial, 1 for one letter added, lost, changed or two swapped, 2 for
    more.
    """
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return 0
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return 2
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return 1 if short[start:] == long[start + 1 :] else 2
    swapped = (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )
    return 1 if short[start + 1 :] == long[start + 1 :] or swapped else 2
