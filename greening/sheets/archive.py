"""Is this zip archive a workbook that can be opened? Answered from its directory alone, before anything is unpacked."""

import zipfile
from typing import BinaryIO

from greening.sheets.limits import SheetLimits
from greening.sheets.refused import FileRefused

ZIP = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
ENCRYPTED = 1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ARCHIVES = (".zip", ".gz", ".7z", ".rar", ".tar")
HARMLESS = 1 << 20
"""Unpacked bytes up to which a high ratio is only a short, repetitive file."""


def check(stream: BinaryIO, limits: SheetLimits) -> None:
    """Refuse what is no workbook, or would unpack to more than may be.

    Raises: FileRefused.
    """
    try:
        entries = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileRefused("file.damaged") from error
    if len(entries) > limits.entries:
        raise FileRefused("file.too_many_entries", entries=len(entries), limit=limits.entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise FileRefused("file.too_large", limit_mb=limits.unpacked >> 20)
    if any(_ratio(entry) > limits.ratio for entry in entries if entry.file_size > HARMLESS):
        raise FileRefused("file.bomb", limit=limits.ratio)
    if not any(entry.filename == WORKBOOK for entry in entries):
        raise FileRefused("file.not_a_workbook")
    if any(_is_odd(entry) for entry in entries):
        raise FileRefused("file.odd_archive")


def _ratio(entry: zipfile.ZipInfo) -> float:
    return entry.file_size / max(entry.compress_size, 1)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """Encrypted, packed in a way no spreadsheet program uses, an archive in the archive, or named like a break-out."""
    name = entry.filename
    is_outside = name.startswith(("/", "\\")) or ".." in name.split("/")
    is_locked = bool(entry.flag_bits & ENCRYPTED) or entry.compress_type not in METHODS
    return is_outside or is_locked or name.lower().endswith(ARCHIVES)
