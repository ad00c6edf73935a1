"""In which encoding was this text written? Found out by reading all of it, for a wrong guess turns every name to rubbish.

UTF-8 proves itself: text in another encoding practically never decodes as UTF-8. Between GB18030 and Big5, which share
most of their byte pairs, the characters decide: read the wrong way, a text is made of characters that hardly anybody
uses. So the reading whose characters are the common ones of Chinese business wins.
"""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from greening.files.refused import FileRefused

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
FIRST_LEVEL = {
    "gb18030": (b"\xb0\xa1", b"\xd7\xf9"),
    "cp950": (b"\xa4\x40", b"\xc6\x7e"),
    "big5hkscs": (b"\xa4\x40", b"\xc6\x7e"),
}
"""Where an encoding keeps the characters in daily use: 3,755 of GB 2312, 5,401 of Big5. Microsoft's Big5 stands before
Hong Kong's and wins a tie."""

COMMON = frozenset(
    "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後"
    "作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其主样樣理心本前开開但因只从從"
    "想实實公司有限股份集团團电電话話手机機住址省市县縣区區路街号號楼樓层層室名称稱联聯系络絡姓职職务務位董长長总總门門科技业業贸貿"
    "易商信息资資工程投产產品牌网網邮郵箱件传傳真客户戶备備注註跟记記录錄拜访訪编編统統社代码碼企负負责責北京海广廣州深圳杭苏蘇南"
    "台臺湾灣香港新山东東西江浙粤食贸文化建材服装裝设設计計医醫药藥金融物流美容教育咨询詢诚誠华華兴興达達创創段巷弄"
)
UNLIKELY = 0.3
"""A likeness below which no reading is believed."""

SAMPLE_BYTES = 1 << 18
HEAD_BYTES = 1 << 16
FAULTY = 0.01
"""Share of broken characters up to which a text is UTF-8 with a few bytes damaged rather than something else."""

NULS = 0.1
"""Share of NUL bytes above which a text is UTF-16 without a mark, or no text at all."""


@dataclass(slots=True)
class Evidence:
    """What reading the whole file has shown. `foreign` are lines with bytes above ASCII, `head` is how it begins."""

    head: bytes = b""
    foreign: bytes = b""
    size: int = 0
    nuls: int = 0
    is_utf8: bool = True


def gather(blocks: Iterable[bytes]) -> Evidence:
    """Read everything once and keep what tells encodings apart; memory does not grow with the file."""
    seen = Evidence()
    decoder = codecs.getincrementaldecoder("utf-8")()
    for block in blocks:
        seen.head += block[: HEAD_BYTES - len(seen.head)]
        seen.size += len(block)
        seen.nuls += block.count(0)
        seen.is_utf8 = seen.is_utf8 and _decodes(decoder, block, final=False)
        if len(seen.foreign) < SAMPLE_BYTES and not block.isascii():
            lines = (line for line in block.splitlines(keepends=True) if not line.isascii())
            seen.foreign += b"".join(lines)[: SAMPLE_BYTES - len(seen.foreign)]
    seen.is_utf8 = seen.is_utf8 and _decodes(decoder, b"", final=True)
    return seen


def decide(seen: Evidence) -> str:
    """Name the encoding.

    Raises: FileRefused, when no reading gives text that people write.
    """
    for mark, name in BOMS.items():
        if seen.head.startswith(mark):
            return name
    if seen.nuls > NULS * seen.size:
        return _utf16_without_mark(seen.head)
    if seen.is_utf8 or _is_nearly_utf8(seen.foreign):
        return "utf-8"
    best = max(FIRST_LEVEL, key=lambda name: likeness(seen.foreign, name))
    if likeness(seen.foreign, best) >= UNLIKELY:
        return best
    if _is_western(seen.foreign):
        return "cp1252"
    raise FileRefused("file.unknown_encoding")


def known(name: str) -> str:
    """An encoding that somebody named.

    Raises: FileRefused, when there is none of that name that text can be written in.
    """
    try:
        "".encode(name)
    except LookupError:
        raise FileRefused("file.no_such_encoding", encoding=name) from None
    return name


def likeness(text: bytes, encoding: str) -> float:
    """How much a reading looks like what people write, up to 1: the mean over all characters above ASCII."""
    read = [char for char in text.decode(encoding, errors="replace") if char > "\x7f"]
    return sum(_weight(char, encoding) for char in read) / len(read) if read else 0.0


def _weight(char: str, encoding: str) -> float:
    """A common character counts fully, one of the encoding's first level half, and what cannot be read against it."""
    if char in COMMON:
        return 1.0
    if char == "\ufffd":
        return -2.0
    first, last = FIRST_LEVEL[encoding]
    return 0.5 if first <= char.encode(encoding, errors="replace") <= last else 0.0


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(text: bytes) -> bool:
    read = [char for char in text.decode("utf-8", errors="replace") if char > "\x7f"]
    return read.count("\ufffd") <= FAULTY * len(read)


def _is_western(text: bytes) -> bool:
    """Accented letters stand alone between plain ones; the scripts of East Asia come in pairs of high bytes."""
    high = [byte > 0x7F for byte in text]  # noqa: PLR2004  the end of ASCII
    pairs = sum(one and other for one, other in pairwise(high))
    return pairs * 5 < sum(high) and "\ufffd" not in text.decode("cp1252", errors="replace")


def _utf16_without_mark(head: bytes) -> str:
    """Plain letters in UTF-16 are every other byte NUL; which one tells the order of bytes."""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[offset::2].count(0) * 2 > len(head[offset::2]) and head[1 - offset :: 2].count(0) == 0:
            return name
    raise FileRefused("file.not_a_table")
