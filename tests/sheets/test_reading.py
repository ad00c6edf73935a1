"""A workbook is read by a process that may fail; whatever it holds, what comes back is rows or a reason."""

import io
import os
import resource
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic

import openpyxl
import pytest
from openpyxl.styles import Font

from greening.domain.policy import shipped
from greening.files import FileRefused, Limits, open_table

LIMITS = Limits.of(shipped().intake)


def book(*rows, change=lambda book: None) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    change(made)
    made.save(stream := io.BytesIO())
    return stream.getvalue()


def altered(content: bytes, entries: dict[str, bytes | None]) -> bytes:
    """The archive with entries replaced, added, or (None) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*(name for name in old.namelist() if name not in entries), *entries]:
            text = entries[name] if name in entries else old.read(name)
            if text is not None:
                new.writestr(name, text)
    return stream.getvalue()


def sheet(data: str, opening: str = "") -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{opening}<worksheet xmlns="{name}"><sheetData>{data}</sheetData></worksheet>'.encode()


def read(content: bytes, **changed):
    return open_table("file.xlsx", io.BytesIO(content), limits=replace(LIMITS, **changed))


def refused(content: bytes, **changed) -> str:
    with pytest.raises(FileRefused) as caught:
        list(read(content, **changed))
    return caught.value.code


def cell(text: str, at: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def with_sheet_xml(text: bytes) -> bytes:
    return altered(PLAIN, {"xl/worksheets/sheet1.xml": text})


def with_sheet(data: str) -> bytes:
    return with_sheet_xml(sheet(data))


PLAIN = book(["name", "phone"], ["Example", "0512-65550100"])


def test_cells_are_what_a_person_reads():
    values = [
        "x",
        13900000100.0,
        0.1 + 0.2,
        date(2024, 1, 2),
        datetime(2024, 1, 2, 3, 4, 5),  # noqa: DTZ001  a sheet knows no zones
        time(3, 4),
        True,
        "1.39E+10",
        -5,
    ]
    header = [f"c{number}" for number in range(len(values))]
    assert list(read(book(header, values))) == [
        (1, ("x", "13900000100", "0.3", "2024-01-02", "2024-01-02 03:04:05", "03:04:00", "TRUE", "1.39E+10", "-5"))
    ]


def test_a_number_that_has_lost_digits_does_not_look_whole():
    assert dict(read(book(["id"], [913200001234567890])))[1] == ("9.13200001234568E+17",)


def test_blank_rows_between_are_kept_and_counted():
    rows = dict(read(book(["name", "phone"], ["A", "1"], [], ["B", "2"])))
    assert list(rows) == [1, 2, 3]
    assert not any(rows[2])


def test_the_first_visible_sheet_with_a_value_is_read_and_the_others_are_named():
    def change(made):
        made.create_sheet("full").append(["name"])
        made.create_sheet("more").append(["other"])
        made.create_sheet("secret", 0).append(["hidden"])
        made["secret"].sheet_state = "hidden"

    table = read(book(change=change))
    assert (table.dialect.sheet, table.header, table.other_sheets) == ("full", ("name",), ("Sheet", "more"))


def test_somebody_may_choose_the_sheet():
    content = book(["name"], change=lambda made: made.create_sheet("two").append(["other"]))
    chosen = replace(read(content).dialect, sheet="two")
    assert open_table("x", io.BytesIO(content), limits=LIMITS, dialect=chosen).header == ("other",)
    with pytest.raises(FileRefused, match="no_such_sheet"):
        open_table("x", io.BytesIO(content), limits=LIMITS, dialect=replace(chosen, sheet="three"))


def test_formatted_cells_far_away_are_no_rows():
    def change(made):
        made.active["J90000"].font = Font(bold=True)

    assert list(read(book(["name"], ["A"], change=change))) == [(1, ("A",))]


def test_a_wrong_size_in_the_file_loses_no_row():
    content = with_sheet(
        f'<dimension ref="A1:A1"/><row r="1">{cell("name", "A1")}</row><row r="2">{cell("A", "A2")}</row><row r="3">{cell("B", "A3")}</row>'
    )
    assert [cells for _, cells in read(content)] == [("A",), ("B",)]


def test_a_prefix_before_every_element_changes_nothing():
    text = sheet(f'<row r="1">{cell("name", "A1")}</row><row r="2">{cell("A", "A2")}</row>').decode()
    for tag in ("worksheet", "sheetData", "row", "c", "is", "t"):
        text = (
            text.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        )
    text = text.replace("xmlns=", "xmlns:x=")
    assert [cells for _, cells in read(with_sheet_xml(text.encode()))] == [("A",)]


def test_more_rows_or_columns_than_may_be_are_refused():
    content = book(["a", "b", "c"], [1, 2, 3], [4, 5, 6])
    assert refused(content, sheet_rows=2) == "file.too_many_rows"
    assert refused(content, columns=2) == "file.too_many_columns"
    assert len(list(read(content, sheet_rows=3, columns=3))) == 2


def test_one_cell_at_the_end_of_the_world_is_refused_before_memory_is_asked_for():
    far = with_sheet(f'<row r="1">{cell("name", "A1")}</row><row r="1048576">{cell("x", "XFD1048576")}</row>')
    assert refused(far) == "file.too_many_rows"


def test_a_reader_that_dies_of_its_limits_is_a_reason_not_a_crash():
    far = with_sheet(f'<row r="1">{cell("name", "A1")}</row><row r="90000">{cell("x", "GR90000")}</row>')
    assert refused(far, sheet_memory=200 << 20) == "file.too_hard"


def test_a_reader_that_computes_too_long_is_ended():
    rows = ("".join(f"<c><v>{row * column}</v></c>" for column in range(50)) for row in range(40_000))
    content = with_sheet("".join(f"<row>{cells}</row>" for cells in rows))
    assert refused(content, sheet_seconds=1) == "file.too_hard"


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"nested.zip": b"x"}, "file.odd_archive"),
        ({"../x": b"x"}, "file.odd_archive"),
        ({"xl/workbook.xml": None}, "file.not_a_workbook"),
        ({"xl/workbook.xml": b"<broken"}, "file.damaged"),
        ({"xl/worksheets/sheet1.xml": b"<broken"}, "file.empty"),
        ({"xl/worksheets/sheet1.xml": None}, "file.empty"),
        ({"xl/worksheets/sheet1.xml": sheet("<row/>", '<!DOCTYPE x [<!ENTITY a "b">]>')}, "file.odd_archive"),
        ({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}, "file.odd_archive"),
        (
            {"xl/workbook.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")},
            "file.odd_archive",
        ),
    ],
)
def test_an_archive_that_is_no_honest_workbook_is_refused(entries, code):
    assert refused(altered(PLAIN, entries)) == code


def test_an_archive_with_too_many_entries_or_bytes_is_refused_unopened():
    assert refused(PLAIN, zip_entries=3) == "file.too_many_entries"
    assert refused(PLAIN, unpacked_bytes=100) == "file.too_large"


def test_a_bomb_is_refused_at_once_and_in_little_memory():
    bomb = altered(PLAIN, {"xl/media/image1.png": b"\0" * (150 << 20)})
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, monotonic()
    assert refused(bomb) == "file.bomb"
    assert monotonic() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10


def test_a_workbook_cut_off_in_the_middle_is_damaged():
    assert refused(PLAIN[: len(PLAIN) // 2]) == "file.damaged"


def test_a_workbook_with_bytes_damaged_inside_is_damaged():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(PLAIN)
    begins = entry.header_offset + 30 + len(entry.filename)
    content[begins : begins + 20] = b"\xff" * 20
    assert refused(bytes(content)) == "file.damaged"


def test_an_encrypted_entry_is_refused():
    content = bytearray(PLAIN)
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refused(bytes(content)) == "file.odd_archive"


def test_no_reader_is_left_behind_when_reading_stops_early():
    rows = iter(read(book(["name"], *([str(number)] for number in range(50_000)))))
    next(rows)
    rows.close()
    children = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False
    )
    assert "greening.sheets.child" not in children.stdout


def test_a_file_on_disk_is_handed_over_as_it_is(tmp_path: Path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(PLAIN)
    with path.open("rb") as stream:
        table = open_table("book.xlsx", stream, limits=LIMITS)
        assert list(table) == list(table) == [(1, ("Example", "0512-65550100"))]
