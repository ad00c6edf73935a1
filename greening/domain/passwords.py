"""What may a password be, and how is one kept? Length, not composition; argon2id, never the password itself."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from greening.domain.policy_sections import PasswordsPolicy
from greening.domain.refusals import PasswordTooCommon, PasswordTooLong, PasswordTooShort

COMMON = ("password", "passwort", "123456", "qwert", "asdfgh", "abc123", "111111", "000000", "iloveyou", "woaini", "5201314",
          "admin", "letmein", "welcome", "greening", "customer", "crm")  # fmt: skip
DIFFERENT_SIGNS = 5
TELLING_LENGTH = 4
"""A shorter word of one's own (a two-letter name) may well be inside a good password by chance."""


def check_password(password: str, own_words: tuple[str, ...], policy: PasswordsPolicy) -> None:
    """Length, and nothing that everybody would try first; no rules of composition.

    Raises: PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    if len(password) < policy.shortest:
        raise PasswordTooShort(shortest=policy.shortest)
    if len(password) > policy.longest:
        raise PasswordTooLong(longest=policy.longest)
    lowered = password.casefold()
    left = lowered
    for word in (*COMMON, *(w.casefold() for w in own_words if len(w) >= TELLING_LENGTH)):
        left = left.replace(word, "")
    if len(left) < policy.shortest // 2 or len(set(lowered)) < DIFFERENT_SIGNS:
        raise PasswordTooCommon


def hashed(password: str, policy: PasswordsPolicy) -> str:
    """What is kept of a password: argon2id with a salt of its own."""
    return _hasher(policy).hash(password)


def fits(password: str, kept: str | None, policy: PasswordsPolicy) -> bool:
    """Whether this is the password. Takes as long where nothing is kept, so that time does not tell who exists."""
    nobody = _nobody(policy)
    try:
        return _hasher(policy).verify(kept or nobody, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str, policy: PasswordsPolicy) -> bool:
    """Whether it was hashed under older numbers, and is better hashed again now that the password is at hand."""
    return _hasher(policy).check_needs_rehash(kept)


@cache
def _hasher(policy: PasswordsPolicy) -> PasswordHasher:
    return PasswordHasher(time_cost=policy.hash_rounds, memory_cost=policy.hash_memory, parallelism=1)


@cache
def _nobody(policy: PasswordsPolicy) -> str:
    return hashed("", policy)
