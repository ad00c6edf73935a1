import csv
import io

import openpyxl
import pytest

from greening.files import guess, open_table
from greening.files.rejected import as_text, write_csv, write_xlsx

COMMANDS = [
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+SUM(A1)",
    "-2+cmd|x",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://example.com")',
]
NUMBERS = ["+86 512 6555 0100", "-12.5", "+1", "0512-65550100", "+86-512-65550100/101", "(0512) 65550100"]
HEADER = ("公司名称", "=x", "note")


@pytest.mark.parametrize("cell", COMMANDS)
def test_a_cell_that_begins_like_a_formula_is_marked_as_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [*NUMBERS, "plain", "", "a=b", "苏州"])
def test_numbers_and_text_stay_as_they_are(cell):
    assert as_text(cell) == cell


def test_csv_has_a_mark_for_excel_and_the_reason_behind_the_cells(limits):
    rows = [(("", "=1+1", "+86 512 65550100"), "No company"), (("A",), "Too few"), (("A", "b", "c", "d"), "Too many")]
    write_csv(file := io.BytesIO(), HEADER, rows, reason="Reason")
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig")))) == [
        ["公司名称", "'=x", "note", "Reason"],
        ["", "'=1+1", "+86 512 65550100", "No company"],
        ["A", "", "", "Too few"],
        ["A", "b", "c", "d", "Too many"],
    ]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_corrected_file_comes_back_as_it_was(write, limits):
    cells = ("苏州样例", "'s", "=1+1")
    write(file := io.BytesIO(), ("公司名称", "简称", "地址"), [(cells, "why")], reason="Reason")
    table = open_table("back", file, limits=limits)
    ((number, back),) = list(table)
    record = guess(table.header).draft(number, back).record
    assert (record.company, record.short_name, record.address) == cells


def test_a_workbook_holds_no_formula():
    rows = [((cell, cell, cell), cell) for cell in COMMANDS]
    write_xlsx(file := io.BytesIO(), HEADER, rows, reason="=Reason")
    sheet = openpyxl.load_workbook(file).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert len(cells) == 4 * (len(COMMANDS) + 1)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_what_a_workbook_cannot_hold_is_replaced_or_cut():
    write_xlsx(file := io.BytesIO(), ("note",), [(("a\x01b",), "x" * 40_000)], reason="Reason")
    row = list(openpyxl.load_workbook(file).active.values)[1]
    assert (row[0], len(row[1])) == ("a\ufffdb", 32_767)
