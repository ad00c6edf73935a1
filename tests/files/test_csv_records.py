import io
import tracemalloc
from itertools import islice

from greening.files.csv_records import LINES, records


def read(text: str, separator: str = ",", width: int = 0) -> list[list[str]]:
    return list(records(iter(io.StringIO(text, newline="")), separator, width))


def test_quoted_cells_may_hold_separators_quotes_and_lines():
    assert read('a,b\n"x, ""y""\nz",2\n') == [["a", "b"], ['x, "y"\nz', "2"]]


def test_an_empty_line_is_an_empty_row():
    assert read("a\n\nb\n") == [["a"], [], ["b"]]


def test_a_quote_left_open_costs_its_own_row_only():
    assert read('a,b\n"x,1\ny,2\nz,3\n', width=2) == [["a", "b"], ['"x', "1"], ["y", "2"], ["z", "3"]]


def test_a_quote_left_open_and_closed_rows_later_costs_its_own_row_only():
    assert read('"x,1\ny,2\nz"w,3\n', width=2) == [['"x', "1"], ["y", "2"], ['z"w', "3"]]
    assert read('"x,1,2\ny\nz,"5",6\n', width=3) == [['"x', "1", "2"], ["y"], ["z", "5", "6"]]


def test_a_quote_left_open_in_the_last_row_keeps_its_cells():
    assert read('a,b\n"x,1', width=2) == [["a", "b"], ['"x', "1"]]


def test_a_record_of_many_lines_that_fits_the_header_is_left_whole():
    note = "\n".join(f"line {number}" for number in range(100))
    assert read(f'a,"{note}"\n', width=2) == [["a", note]]


def test_no_record_takes_more_lines_than_people_type():
    rows = read('"open,1\n' + "x,2\n" * (LINES * 2) + '"closed",3\n')
    assert rows[0] == ['"open', "1"]
    assert len(rows) == LINES * 2 + 2


def test_a_cell_too_long_for_the_csv_module_is_read_plainly():
    assert [len(cell) for cell in read("x" * 200_000 + ",1\n")[0]] == [200_000, 1]


def test_nul_bytes_are_left_out():
    assert read("a\0b,c\n") == [["ab", "c"]]


def test_one_column_is_not_cut():
    assert read("Called, no answer\n", separator="") == [["Called, no answer"]]


def test_memory_does_not_grow_with_the_number_of_rows():
    rows = records(('a,"b",c\n' for _ in range(200_000)), ",", 3)
    tracemalloc.start()
    list(islice(rows, 1000))
    few = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    assert sum(1 for _ in rows) == 199_000
    many = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert many < few + 100_000
