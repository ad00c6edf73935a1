"""How far do the values of a sheet reach? Told by its XML, apart from the library that reads it, and before that does.

It is the second opinion: a library that believes a wrong size in the file reads fewer rows and says nothing.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree as ET

from greening.sheets.refused import FileRefused

BLOCK = 1 << 20
LONGEST_ROW = 16 << 20
"""Bytes of XML in one row beyond which it is no table."""

ROW_END = re.compile(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?row\b[^>]*/>")
CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?(?<!/)>')
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]|<(?:\w+:)?t(?:\s[^>]*)?>[^<]")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Extent:
    """The last row and column with a value, counted from 1; 0 where there is none."""

    last_row: int = 0
    last_column: int = 0


def visible_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of the sheets that a person sees, in their order, and the entry each is kept in."""
    book = _xml(archive, "xl/workbook.xml")
    links = {link.get("Id"): link.get("Target", "") for link in _xml(archive, "xl/_rels/workbook.xml.rels")}
    sheets = (each for each in book.iter() if each.tag.endswith("}sheet") and each.get("state", "visible") == "visible")
    return {each.get("name", ""): _entry(links.get(each.get(RELATION), "")) for each in sheets}


def extent(archive: zipfile.ZipFile, entry: str) -> Extent:
    """Read a sheet's XML once, in pieces.

    Raises: FileRefused, when it declares a document type or has a row without end.
    """
    found = Extent()
    number = 0
    with archive.open(entry) as sheet:
        for row in _rows(sheet):
            number += 1
            if VALUE.search(row):
                cells = CELL.findall(row)
                found.last_row = max(found.last_row, number, *(int(digits) for _, digits in cells))
                found.last_column = max(found.last_column, *(_column(letters) for letters, _ in cells), 1)
    return found


def _rows(sheet: IO[bytes]) -> Iterator[bytes]:
    kept = b""
    is_first = True
    while block := sheet.read(BLOCK):
        if is_first:
            _refuse_document_type(block)
            is_first = False
        kept += block
        start = 0
        for end in ROW_END.finditer(kept):
            yield kept[start : end.end()]
            start = end.end()
        kept = kept[start:]
        if len(kept) > LONGEST_ROW:
            raise FileRefused("file.damaged")


def _xml(archive: zipfile.ZipFile, entry: str) -> ET.Element:
    text = archive.read(entry)
    _refuse_document_type(text)
    return ET.fromstring(text)  # noqa: S314  no document type, so no entities; and the process has its limits


def _refuse_document_type(text: bytes) -> None:
    """A spreadsheet has none; what has one wants entities expanded or files fetched. NULs are those of UTF-16."""
    if b"<!DOCTYPE" in text.replace(b"\0", b"").upper():
        raise FileRefused("file.odd_archive")


def _entry(link: str) -> str:
    return link.removeprefix("/") if link.startswith("/") else f"xl/{link}"


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
