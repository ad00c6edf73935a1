"""Which kinds of information does a line of tags hold? A kind a pattern: who does what with what.

A name, a day or an act announces itself. A wish, a refusal, a purchase or a statement counts only with an object that no
list of empty words knows: "要再考虑" is nothing, "要三防漆" a need; "没有意向" is nothing, "没有仓库" a reason.
"""

import re
from collections.abc import Iterator

_THING = "(?:x[fl]?x|Dx|xD|xl|lx|X|w|d)"
_OBJECT = f"(?:{_THING}|[FSQMCOAKPui])"
_HOLDER = "[PKRC]"

_ALONE = {
    **dict.fromkeys("PK", "who"),
    "R": "role",
    **dict.fromkeys("Tt", "when"),
    **dict.fromkeys("QM", "amount"),
    **dict.fromkeys("wd", "need"),
    "O": "objection",
    "C": "competitor",
    "A": "authority",
    "S": "next_step",
    "F": "fact",
    "N": "number",
}
_TOGETHER = {
    "need": re.compile(f"[nhy][flE=]{{0,3}}[Tt]?x?{_OBJECT}|{_OBJECT}[fE]?k|[XDTi]f?y(?=\\||$)"),
    "objection": re.compile(f"z[fn]?(?:{_THING}|[FMQASCui])|z[fnE]{{0,2}}X|{_HOLDER}[fE]?z[fln]*[xu]|x[fl]?zl"),
    "competitor": re.compile(f"u[fE]{{0,2}}(?:{_THING}|[QFM])"),
    "authority": re.compile(
        f"{_HOLDER}[fE]?xa|(?:{_HOLDER}z?|x)f?a|f?a(?:{_HOLDER}|A)|ax{{1,3}}a|[fl]ax|R[fl]?y(?=\\||$)"
    ),
    "next_step": re.compile("m[fE]{0,2}[TPKR]"),
    "fact": re.compile(f"=[flz]{{0,3}}(?:x|X|{_HOLDER})|u[fE]{{0,2}}[PKR]|[PKR]f?xx"),
}
"""Patterns of tags (`tokens.TAGS`) for the kinds that are not announced by a word alone."""
_HINT = re.compile(
    "x[fl]?x|[XDPKMQOCAFSukwdyN]|[nhy=][flzE]{0,3}[xTt]|z[fl]{0,2}x|x[fl]{0,2}[zna]|a[fl]?x|[nyhux=z][flE]{0,2}i|i[fl]?[xzn]|tT|Tt|[RK][flE]{0,3}z(?=\\||$)"
)
"""What may be news although no pattern names it: where it stands, a note is never called empty."""
_IDLE = re.compile(
    r"(?<![^|])(?=[fldg]*E)[flEg]*d(?:[flEg]|fd)*(?=\||$)|g[flE]{0,3}d(?:[fl]?d)*|d[flE]{0,2}g"
    r"|h[flE]{0,3}(?:R(?:[flE]{0,2}[aA])?|A)|h[flE]*(?=\||$)"
)
"""What every seller does and every customer lets him do: a paper is handed over and looked at, somebody is waited for."""
UNITS = frozenset({*_ALONE.values(), *_TOGETHER})
"""Every kind of information."""


def idle(tags: str) -> Iterator[tuple[int, int]]:
    """Where in a line of tags words stand together that say nothing, though one of them alone announces something."""
    return (match.span() for match in _IDLE.finditer(tags))


def hints(tags: str) -> bool:
    """Whether a line of tags may tell something, be it only a thing that no list knows or a need without its object."""
    return _HINT.search(tags) is not None


def units(tags: str) -> tuple[str, ...]:
    """The kinds of information in a line of tags, sorted."""
    found = {_ALONE[tag] for tag in set(tags) if tag in _ALONE}
    found.update(kind for kind, pattern in _TOGETHER.items() if kind not in found and pattern.search(tags))
    if "who" in found:  # 张经理 is one person, not a person and a post
        found.discard("role")
    return tuple(sorted(found))
