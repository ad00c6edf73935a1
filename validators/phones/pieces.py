"""Where does one number of a field end and the next begin? Cuts text into pieces; what they are is not asked here.

People type several numbers, labels, names, remarks and extensions into one field, in any language and any order.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from validators.data import lines
from validators.phones.noise import blanked

LONGEST_EXTENSION = 6
# A number in its own right behind the word for an extension (转010-62658014) is none.
_NUMBER = r"(?:0[0-9]{2,3}[-) ]?[2-9][0-9]{2,3}[- ]?[0-9]{4}|1[3-9][0-9][- ][0-9]{4})"
_LETTER = re.compile(r"[^\W\d_\u2e80-\uffff]$")

_OF_NUMBERS = frozenset({"digits", "mask"})
AREA = re.compile(
    r"0[0-9]{2,4}|(?:\+|00)?86(?:0?(?:10|2[0-9]|[3-9][0-9]{2}))?|\+[0-9]{2,5}|(?:00)?(?:85[23]|886)|1[3-9][0-9]"
)
"""What cannot be a number yet: an area code with its zero, a country code and an area code behind it, 139."""


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
    """The pieces of a field that `script.plain` has read, in order."""
    cutter = _Cutter()
    for token in _token().finditer(blanked(text)):
        cutter.take(token)
    cutter.close(Link.TEXT)
    return cutter.found


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"(?P<mask>[*xX●•×#?■□★☆○〇∗✱✲⁎◯◎⚫⚪⬤█░▒▓▪]{2,}|[某口]{2,}|(?<=[0-9])[nN]{3,})"
        rf"|(?P<ext>(?:(?i:{_extension_words()})|[转轉](?:[\u4e00-\u9fff]{{1,6}})?|#|(?<=[0-9) -])[xX×]|(?<=[0-9])[pPwW]"
        r"|(?<=[0-9) ])[\u4e00-\u9fff]{0,4}(?:总机|[按拨内])|(?<=[0-9])\*(?=[0-9]{1,6}(?![0-9*])))"
        rf"[\s.:号號)(=#\"'“”-]*(?=[0-9])(?!{_NUMBER}))"
        r"|(?P<digits>[0-9]+)"
        r"|(?P<soft>[\s\-.()\[\]{}<>【】〔〕《》「」·_]+)"
        r"|(?P<range>~|至|到)"
        r"|(?P<comma>,)"
        r"|(?P<list>[/、;|\\&]|或者?|和|及|与|與|(?i:\b(?:and|or|und|oder|ou|et)\b))"
        r"|(?P<plus>\+)"
        r"|(?P<word>[A-Za-z]+)"
        r"|(?P<text>.)"
    )


def _extension_words() -> str:
    """The words of the list, the longest first; one that ends in a letter begins no other word."""
    words = sorted(lines("phone_extension_words.txt"), key=len, reverse=True)
    return "|".join(
        rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])" if _LETTER.search(word) else re.escape(word) for word in words
    )


class _Cutter:
    """Takes the tokens of a field one by one and keeps the piece that is open."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.open = Piece(Link.TEXT)
        self.gap = False  # whether something stands between the last digits and here
        self.awaits_extension = False

    def take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        if kind not in _OF_NUMBERS and not token[0][0].isalnum() and self._is_area():
            kind = "soft"  # 089/636480 is one number, and so is 010:62658014
        match kind:
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
        return bool(AREA.fullmatch("+" * self.open.plus + self.open.digits))
