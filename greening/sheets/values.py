"""What would a person read in this cell? Text, as the sheet shows it or would have to show it."""

from datetime import date, datetime, time, timedelta

EXACT = 10**15
"""Numbers from here on have lost digits in the sheet; written with an exponent they cannot be taken for the whole number."""

Value = str | float | bool | date | time | timedelta


def as_text(value: Value) -> str:
    """A phone number that Excel took for a number is one again; days and times are ISO 8601."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime) and not value.time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    if abs(value) >= EXACT:
        return f"{value:.14E}"
    return str(int(value)) if value == int(value) else repr(value)
