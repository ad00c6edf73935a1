"""Which company is meant by a name as typed?"""

from validators.text import clean, simplified


def normalise(name: str) -> str:
    """The key under which two ways of typing one registered name meet; its place and legal form stay part of it."""
    return "".join(filter(str.isalnum, simplified(clean(name)).casefold()))
