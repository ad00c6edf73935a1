import pytest

from greening.files.separator import find


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_that_cuts_rows_alike_is_found(separator):
    rows = [["name", "note"], ["A", "one, two; three|four"], ["B", "plain"], ["C", "a, b"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert find(text) == separator


def test_commas_in_the_notes_of_a_file_with_one_column_separate_nothing():
    assert find("note\nCalled, no answer\nVisited\nSent a quote\n") == ""


def test_a_title_above_the_header_does_not_mislead():
    assert find("Customers; as of today\n\nname,phone,city\nA,1,X\nB,2,Y\nC,3,Z\n") == ","


def test_excel_may_say_the_separator_in_the_first_line():
    assert find("sep=|\nname|phone\n") == "|"


def test_rows_that_all_differ_in_length_are_cut_by_what_makes_known_headers():
    assert find("公司名称,电话,联系人\n甲,1\n乙,2,李,x,y\n丙\n") == ","


def test_commas_of_a_chinese_keyboard_separate_what_they_head():
    assert find("公司名称，电话，联系人\n甲，1，李\n") == "，"
    assert find("跟进记录\n要样品，周五寄，电话联系\n") == ""
