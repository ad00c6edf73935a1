import pytest

from greening.files import FileRefused
from greening.files.header_row import at_row, find


def test_the_first_row_with_text_holds_the_headers():
    head = find([["", ""], ["name", "phone"], ["Example", "1"]])
    assert (head.row, head.depth, head.names) == (2, 1, ("name", "phone"))


@pytest.mark.parametrize(
    "above",
    [
        [["客户名单"]],
        [["客户名单"], []],
        [["客户名单", "", "", "", ""], ["导出人", "示例", "", "", ""]],
        [["客户名单"], ["导出时间", "2026-05-12", "共", "2", ""], []],
    ],
)
def test_titles_above_the_headers_are_passed_over(above):
    rows = [*above, ["公司名称", "电话", "地址", "行业", "网址"], ["样例", "1", "2", "3", "4"]]
    assert find(rows).names == ("公司名称", "电话", "地址", "行业", "网址")
    assert find(rows).row == len(above) + 1


def test_a_row_of_data_is_never_taken_for_the_headers():
    rows = [["raw", "truth"], ["电话", "note"], ["地址", "phone"]]
    assert find(rows).row == 1


def test_merged_cells_put_headers_over_two_rows():
    head = find([
        ["公司名称", "联系人1", "", "联系人2", ""],
        ["", "姓名", "手机", "姓名", "手机"],
        ["样例", "甲", "1", "乙", "2"],
    ])  # fmt: skip
    assert head.depth == 2
    assert head.names == ("公司名称", "联系人1 姓名", "联系人1 手机", "联系人2 姓名", "联系人2 手机")


def test_a_column_without_header_does_not_make_two_rows_of_headers():
    assert find([["公司名称", "", "电话"], ["样例", "x", "1"]]).depth == 1


def test_somebody_may_say_the_row():
    assert at_row([["title", ""], ["name", "phone"]], 2).names == ("name", "phone")


@pytest.mark.parametrize("row", [0, 2, 3])
def test_a_row_without_headers_is_refused(row):
    with pytest.raises(FileRefused, match="no_header"):
        at_row([["name"], [""]], row)


def test_a_file_of_blank_rows_is_empty():
    with pytest.raises(FileRefused, match=r"file\.empty"):
        find([[""], []])
