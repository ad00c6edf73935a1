"""Which kinds of information does a line of tags hold? A kind a pattern: who does what with what.

A name, a day or an act announces itself. A wish, a refusal, a purchase or a statement counts only with an object that no
list of empty words knows: "要再考虑" is nothing, "要三防漆" a need; "没有意向" is nothing, "没有仓库" a reason.
"""

import re

_THING = "(?:x[fl]?x|xl|lx|X|w)"
_OBJECT = f"(?:{_THING}|[FSQMCOAKPu])"
_HOLDER = "[PKRC]"

_ALONE = {
    **dict.fromkeys("PK", "who"),
    "R": "role",
    "T": "when",
    **dict.fromkeys("QM", "amount"),
    "w": "need",
    "O": "objection",
    "C": "competitor",
    "A": "authority",
    "S": "next_step",
    "F": "fact",
    "N": "number",
}
_TOGETHER = {
    "need": re.compile(f"n[flE=]{{0,3}}T?{_OBJECT}|{_OBJECT}[fE]?k"),
    "objection": re.compile(f"z[fn]?(?:{_THING}|[FMQASCu])|z[fnE]{{0,2}}X|{_HOLDER}[fE]?z[fln]*[xu]|x[fl]?zl"),
    "competitor": re.compile(f"u[fE]{{0,2}}(?:{_THING}|[QFM])"),
    "authority": re.compile(f"{_HOLDER}[fE]?xa|(?:{_HOLDER}z?|x)f?a|f?a(?:{_HOLDER}|A)|ax{{1,3}}a|[fl]ax"),
    "next_step": re.compile("m[fE]{0,2}[TPKR]"),
    "fact": re.compile(f"=[flz]{{0,3}}(?:x|X|{_HOLDER})|u[fE]{{0,2}}[PKR]|[PKR]f?xx"),
}
"""Patterns of tags (`tokens.TAGS`) for the kinds that are not announced by a word alone."""
UNITS = frozenset({*_ALONE.values(), *_TOGETHER})
"""Every kind of information."""


def units(tags: str) -> tuple[str, ...]:
    """The kinds of information in a line of tags, sorted."""
    found = {_ALONE[tag] for tag in set(tags) if tag in _ALONE}
    found.update(kind for kind, pattern in _TOGETHER.items() if kind not in found and pattern.search(tags))
    if "who" in found:  # 张经理 is one person, not a person and a post
        found.discard("role")
    return tuple(sorted(found))
