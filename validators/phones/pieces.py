"""Where does one number of a field end and the next begin? Cuts text into pieces; what they are is not asked here.

People type several numbers, labels, names, remarks and extensions into one field, in any language and any order.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

# What is no telephone number although it has digits: mail, ids of messengers, dates, hours, floors, list numbers.
NO_PHONE = re.compile(
    r"(?i)[\w.+-]+@[\w.-]+"
    r"|(?:qq群?|微信号?|wechat|weixin|wx|vx|邮编|郵編|郵遞區號|zip ?code)[\s:]*(?!\+?(?:86)?1[3-9][0-9]{9}(?![0-9]))[a-z0-9_-]{4,}"
    r"|(?:19|20)[0-9]{2}(?:年|[-/.])(?:0?[1-9]|1[0-2])(?:月|[-/.])(?:0?[1-9]|[12][0-9]|3[01])(?:日|(?![0-9]))"
    r"|(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?![0-9])|(?<![0-9])7 ?[x*×] ?24(?![0-9])|(?<![0-9])24 ?(?:h\b|hours)"
    r"|(?<![0-9+-])[0-9]{1,4} ?(?:号楼|[楼樓层層室栋幢座线線人点點月日岁个]|小时|小時|lines?\b|floors?\b)"
    r"|(?<![^\s,;。])[0-9]{1,2} ?[:、.)](?= ?(?:\+?86)?(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-9][0-9]{6}))"
)
TOKEN = re.compile(
    r"(?P<mask>[*xX●•×#?■□★☆○]{2,}|(?<=[0-9])…+)"
    r"|(?P<ext>(?:(?i:转接?|轉接?|分机(?:号码?)?|分機(?:號碼?)?|[内內][线線]|내선|ext(?:ension|n)?|#|(?<=[0-9) ])x)"
    r"|(?<=[0-9])\*(?=[0-9]{1,6}(?![0-9*])))[\s.:号號)(]*(?=[0-9]))"
    r"|(?P<digits>[0-9]+)"
    r"|(?P<soft>[\s\-.()\[\]·_]+)"
    r"|(?P<range>~|至|到)"
    r"|(?P<comma>,)"
    r"|(?P<list>[/、;|\\&]|或|和|及|与|與|(?i:\band\b|\bor\b))"
    r"|(?P<plus>\+)"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<text>.)"
)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
CHINESE_DASH = re.compile(r"(?<=[0-9])\s*[一ー]\s*(?=[0-9])")
LOOKALIKE = re.compile(
    r"(?<![A-Za-z])(?:(?<=[0-9])[lIiOo]{1,3}|[lIiOo]{1,3}(?=[0-9])|(?<=[0-9])[SBZ](?=[0-9]))(?![A-Za-z])"
)
MEANT = str.maketrans("lIiOoSBZ", "11100582")
LONGEST_EXTENSION = 6
LONGEST_AREA = 5


class Link(Enum):
    """What stands between a piece and the one before it."""

    TEXT = auto()
    LIST = auto()
    COMMA = auto()
    RANGE = auto()


@dataclass(slots=True)
class Piece:
    """Digits that belong together, in `groups` as typed, from `start` to `end` of the text.

    `plus` says that a plus stood before them, `masked` that some digits were hidden.
    """

    link: Link
    start: int = -1
    end: int = -1
    groups: list[str] = field(default_factory=list)
    plus: bool = False
    masked: bool = False
    extension: str = ""

    @property
    def digits(self) -> str:
        return "".join(self.groups)


def pieces(text: str) -> list[Piece]:
    """The pieces of a cleaned field, in order."""
    if not text.isascii():
        text = CHINESE_DASH.sub("-", text.translate(DASHES))
    text = NO_PHONE.sub(lambda found: "。" * len(found[0]), text)
    cutter = _Cutter()
    for token in TOKEN.finditer(text):
        cutter.take(token)
    cutter.close(Link.TEXT)
    return cutter.found


def repaired(text: str) -> str:
    """The text with l, I and O beside a digit, and S, B and Z between two, read as the digits that they look like; of the same length."""
    return LOOKALIKE.sub(lambda found: found[0].translate(MEANT), text)


class _Cutter:
    """Takes the tokens of a field one by one and keeps the piece that is open."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.open = Piece(Link.TEXT)
        self.gap = False  # whether something stands between the last digits and here
        self.awaits_extension = False

    def take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "digits":
                self._digits(token)
            case "soft":
                self.gap = True
            case "mask":
                self._begin(token)
                self.open.masked = True
            case "ext":
                self._extension()
            case "plus":
                self._plus(token)
            case "list" | "comma" if token[0] in "/、," and self._is_area():
                self.gap = True  # 089/636480 is one number
            case "list" | "comma" | "range" as separator:
                self.close(Link[separator.upper()])
            case _:
                self.close(Link.TEXT)

    def close(self, link: Link) -> None:
        """End the open piece, if it holds anything; `link` is what comes next."""
        if self.open.groups or self.open.masked:
            self.found.append(self.open)
        self.open = Piece(link)
        self.gap = self.awaits_extension = False

    def _begin(self, token: re.Match[str]) -> None:
        if self.open.start < 0:
            self.open.start = token.start()
        self.open.end = token.end()

    def _digits(self, token: re.Match[str]) -> None:
        if self.awaits_extension and len(token[0]) <= LONGEST_EXTENSION:
            piece = self.open if self.open.groups else self.found[-1]
            piece.extension, piece.end = piece.extension or token[0], token.end()
            self.close(Link.TEXT)
            return
        if self.awaits_extension:
            self.close(Link.TEXT)
        self._begin(token)
        self.open.groups.append(token[0])
        self.gap = False

    def _extension(self) -> None:
        if self.open.groups or self.found:
            self.awaits_extension = True
        else:
            self.close(Link.TEXT)

    def _plus(self, token: re.Match[str]) -> None:
        glued = bool(self.open.groups) and not self.gap
        if self.open.groups:
            self.close(Link.LIST)
        if not glued:
            self._begin(token)
            self.open.plus = True

    def _is_area(self) -> bool:
        groups = self.open.groups
        return len(groups) == 1 and groups[0].startswith("0") and len(groups[0]) <= LONGEST_AREA
