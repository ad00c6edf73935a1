"""Which records say the same? Copies are compared once, and equal records stand in one order wherever they lie."""

from hashlib import blake2b


def digest(features: object) -> bytes:
    """What stands for all that features say; features are equal where this is."""
    return blake2b(repr(features).encode("utf-8", "surrogatepass"), digest_size=16).digest()
