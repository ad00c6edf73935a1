import pytest

from greening.files import FileRefused
from greening.files.encoding import decide, gather, known

SIMPLIFIED = "公司名称,电话\n苏州样例机械有限公司,0512-65550100\n宁波示范贸易有限公司,0574-87550100\n"
TRADITIONAL = "公司名稱,電話\n範例食品股份有限公司,02-25550100\n示範電子股份有限公司,03-5550100\n"


def told(content: bytes, size: int = 7) -> str:
    return decide(gather(content[at : at + size] for at in range(0, len(content), size)))


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        ("名稱\n宏碁示範\n", "cp950", "cp950"),
        ("Name,City\nMüller Muster,Köln\n", "cp1252", "cp1252"),
        ("name,phone\nExample,0100\n", "utf-16-le", "utf-16-le"),
        ("name,phone\nExample,0100\n", "utf-16-be", "utf-16-be"),
        ("name\nExample\n", "ascii", "utf-8"),
    ],
)
def test_an_encoding_is_told_by_what_is_written(text, encoding, expected):
    assert told(text.encode(encoding), 1 << 20) == expected


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_far_behind_plain_text_still_decides(encoding):
    assert told(b"id,name\n" + b"1,Example\n" * 300_000 + SIMPLIFIED.encode(encoding), 1 << 20) == encoding


def test_a_character_cut_between_two_reads_is_no_fault():
    assert told(SIMPLIFIED.encode()) == "utf-8"


def test_a_damaged_byte_among_many_does_not_change_the_encoding():
    assert told((SIMPLIFIED * 50).encode() + b"\xff\n", 1 << 20) == "utf-8"


def test_text_in_a_script_that_nobody_here_reads_is_refused():
    with pytest.raises(FileRefused, match="unknown_encoding"):
        told("かぶしきがいしゃ,れんらくさき\n".encode("shift_jis"), 1 << 20)


def test_bytes_full_of_nuls_are_no_table():
    with pytest.raises(FileRefused, match="not_a_table"):
        told(b"\0\0\0\1" * 100, 1 << 20)


def test_an_encoding_that_does_not_exist_is_refused_by_name():
    assert known("gb18030") == "gb18030"
    for name in ("klingon", "base64"):
        with pytest.raises(FileRefused, match="no_such_encoding"):
            known(name)
