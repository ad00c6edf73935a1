"""Which records say the same? Copies are compared once, and equal records stand in one order wherever they lie."""

from hashlib import blake2b


def digest(packed: bytes) -> bytes:
    """What stands for all that features say, which are packed as text; features are equal where this is."""
    return blake2b(packed, digest_size=16).digest()
