"""What a password may be, and that only the right one fits."""

from dataclasses import replace

import pytest

from greening.domain.passwords import check_password, fits, hashed, is_outdated
from greening.domain.policy import shipped
from greening.domain.refusals import PasswordTooCommon, PasswordTooLong, PasswordTooShort

RULES = shipped().passwords


@pytest.mark.parametrize(
    "password", ["correct horse battery", "雨后的龙井茶味道真不错呀朋友", "x7#kQ!29pLmv", "a" * 5 + "bcdefghijk" * 12]
)
def test_long_and_uncommon_is_enough(password):
    assert check_password(password, ("E1001", "Ana"), RULES) is None


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("short", PasswordTooShort),
        ("x7#kQ!29pLmv" * 11, PasswordTooLong),
        ("aaaaaaaaaaaaaaaa", PasswordTooCommon),
        ("password123456", PasswordTooCommon),
        ("Greening2026!", PasswordTooCommon),
        ("e1001e1001e1001", PasswordTooCommon),
    ],
)
def test_refused(password, refusal):
    with pytest.raises(refusal):
        check_password(password, ("E1001", "Ana"), RULES)


def test_only_the_password_fits_and_it_is_not_kept():
    kept = hashed("correct horse battery", RULES)
    assert "correct" not in kept
    assert kept.startswith("$argon2id$")
    assert fits("correct horse battery", kept, RULES)
    assert not fits("correct horse batterY", kept, RULES)
    assert not fits("correct horse battery", "no hash at all", RULES)


def test_nobody_has_no_password():
    assert not fits("", None, RULES)
    assert not fits("correct horse battery", None, RULES)


def test_a_hash_under_older_numbers_is_outdated():
    kept = hashed("correct horse battery", RULES)
    assert not is_outdated(kept, RULES)
    assert is_outdated(kept, replace(RULES, hash_rounds=RULES.hash_rounds + 1))
