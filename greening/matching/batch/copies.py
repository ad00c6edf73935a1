"""Which records say the same? Copies are compared once, and equal records stand in one order wherever they lie."""

from xxhash import xxh3_128_digest


def digest(packed: bytes) -> bytes:
    """What stands for all that features say, which are packed as text; features are equal where this is."""
    return xxh3_128_digest(packed)
