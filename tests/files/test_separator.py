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
