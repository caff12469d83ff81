"""The order in which interest is read: drawn, the same each time, and known to have nothing to do with names."""

from hashlib import blake2b


def draw(seed: str, call: str, interest: str) -> bytes:
    """The lot of one interest: eight bytes of `seed|call|interest`, by their public ids. Lowest is read first."""
    return blake2b(f"{seed}|{call}|{interest}".encode(), digest_size=8).digest()


def drawn(seed: str, call: str, interests: list[str]) -> list[str]:
    """The interests in the order of their lots. A newcomer moves nobody before or after another."""
    return sorted(interests, key=lambda one: (draw(seed, call, one), one))
