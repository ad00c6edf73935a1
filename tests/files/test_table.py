import io
import tracemalloc

import pytest

from greening.files import Dialect, FileRefused, open_table

CHINESE = "公司名称,电话\n苏州样例机械有限公司,0512-65550100\n宁波示范贸易有限公司,0574-87550100\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_says_the_same_in_every_encoding(table, encoding, packed):
    read = table(CHINESE, encoding, packed=packed)
    assert read.header == ("公司名称", "电话")
    assert list(read) == [
        (1, ("苏州样例机械有限公司", "0512-65550100")),
        (2, ("宁波示范贸易有限公司", "0574-87550100")),
    ]


def test_a_table_can_be_read_again(table):
    read = table(CHINESE, "gb18030", packed=True)
    next(iter(read))
    assert list(read) == list(read)
    assert read.sample(1) == (("苏州样例机械有限公司", "0512-65550100"),)


def test_blank_rows_are_rows_but_empty_lines_at_the_end_are_not(table):
    assert list(table("name,phone\n\nA,1\n,\nB,2\n\n\n")) == [
        (1, ()),
        (2, ("A", "1")),
        (3, ("", "")),
        (4, ("B", "2")),
    ]


def test_titles_above_the_headers_are_no_rows(table):
    read = table("客户名单,,\n\n公司名称,电话,地址\nA,1,x\n")
    assert read.dialect == Dialect("utf-8", ",", header_row=3)
    assert list(read) == [(1, ("A", "1", "x"))]


def test_headers_over_two_rows_are_one(table):
    read = table("公司名称,联系人1,,\n,姓名,手机,职务\nA,B,1,C\n")
    assert read.header == ("公司名称", "联系人1 姓名", "联系人1 手机", "联系人1 职务")
    assert list(read) == [(1, ("A", "B", "1", "C"))]


def test_excels_word_about_the_separator_is_no_row(table):
    read = table("sep=;\nname;phone\nA;1\n")
    assert (read.header, list(read)) == (("name", "phone"), [(1, ("A", "1"))])


def test_somebody_may_say_how_a_file_is_written(table):
    said = Dialect("utf-8", ";", header_row=2, header_depth=1)
    read = table("x;y\nname;phone\nA;1\n", dialect=said)
    assert (read.header, list(read), read.dialect) == (("name", "phone"), [(1, ("A", "1"))], said)
    assert Dialect.from_document(said.to_document()) == said


def test_lone_halves_of_characters_become_visible(table):
    cells = dict(table("name\nA".encode("utf-16") + b"\x00\xd8" + "B\n".encode("utf-16-le")))[1]
    assert "\ufffd" in cells[0]
    cells[0].encode()


def test_a_stream_that_cannot_go_back_is_read_as_well(limits):
    class Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    read = open_table("file", Once(CHINESE.encode()), limits=limits)
    assert len(list(read)) == len(list(read)) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\n\n", "file.empty"),
        (b"\xef\xbb\xbf", "file.empty"),
        (b"%PDF-1.7\n", "file.not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "file.not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.old_workbook"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "file.markup"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', "file.markup"),
        (b"\x1f\x8b\x08broken", "file.damaged"),
        (b"PK\x03\x04broken", "file.damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(table, content, code):
    with pytest.raises(FileRefused) as refused:
        table(content)
    assert refused.value.code == code


def test_a_sheet_of_instructions_gives_way_to_the_one_with_headers(table, workbook):
    read = table(workbook([["说明"], ["请勿修改表头"]], 空=[], 数据=[["公司名称", "电话"], ["A", "1"]]))
    assert (read.dialect.sheet, list(read)) == ("数据", [(1, ("A", "1"))])


def test_without_known_headers_anywhere_the_first_sheet_is_read(table, workbook):
    read = table(workbook([["Firma", "Straße"], ["A", "B"]], other=[["x", "y"]]))
    assert read.header == ("Firma", "Straße")


def with_limits(limits, **changed):
    return {"limits": type(limits).of(type("Numbers", (), vars_of(limits) | changed))}


def vars_of(limits):
    return {name: getattr(limits, name) for name in limits.__slots__}


def test_more_bytes_than_may_be_are_refused_packed_and_unpacked(table, limits):
    with pytest.raises(FileRefused, match="too_large"):
        table("name\n" + "x" * 2000, **with_limits(limits, file_bytes=1000))
    with pytest.raises(FileRefused, match="too_large"):
        table("name\n" + "x" * 2000, packed=True, **with_limits(limits, unpacked_bytes=1000))


def test_a_bomb_is_refused_before_it_is_unpacked(table, limits):
    with pytest.raises(FileRefused, match="bomb"):
        table(b"name\n" + b"0\n" * 20_000_000, packed=True, **with_limits(limits, zip_ratio=50))


def test_rows_and_columns_have_a_limit(table, limits):
    with pytest.raises(FileRefused, match="too_many_rows"):
        list(table("name\n" + "x\n" * 11, **with_limits(limits, rows=10)))
    assert len(list(table("name\n" + "x\n" * 10, **with_limits(limits, rows=10)))) == 10
    with pytest.raises(FileRefused, match="too_many_columns"):
        table("a,b,c\n1,2,3\n", **with_limits(limits, columns=2))


def test_memory_does_not_grow_with_the_file(table):
    def peak(rows: int) -> int:
        content = (CHINESE + "杭州假想科技有限公司,0571-85550100\n" * rows).encode("gb18030")
        tracemalloc.start()
        assert sum(1 for _ in table(content)) == rows + 2
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    assert peak(60_000) < peak(20_000) + 500_000
