from datetime import datetime

import pytest

from greening.files.dates import CHINA, Order, order_of, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-02", (2024, 1, 2)),
        ("2024/1/2 3:04", (2024, 1, 2, 3, 4)),
        ("2024.01.02", (2024, 1, 2)),
        ("2024年1月2日 13:05:06", (2024, 1, 2, 13, 5, 6)),
        ("２０２４－０１－０２", (2024, 1, 2)),
        ("20240102", (2024, 1, 2)),
        ("113/10/29", (2024, 10, 29)),
        ("1131029", (2024, 10, 29)),
        ("民國113年10月29日", (2024, 10, 29)),
        ("45000", (2023, 3, 15)),
        ("45000.5", (2023, 3, 15, 12)),
        ("2 Jan 2024", (2024, 1, 2)),
        ("January 2, 2024 3:04", (2024, 1, 2, 3, 4)),
        ("31/12/2024", (2024, 12, 31)),
        ("12/31/2024", (2024, 12, 31)),
        ("2024-01-01T19:04:05Z", (2024, 1, 2, 3, 4, 5)),
        ("2024-01-02T03:04:05.123+08:00", (2024, 1, 2, 3, 4, 5)),
        ("2024-01-02 00:04:05 +0500", (2024, 1, 2, 3, 4, 5)),
        ("2024-01-02 3:04 PM", (2024, 1, 2, 15, 4)),
        ("2024-01-02 12:04 am", (2024, 1, 2, 0, 4)),
        ("12/31/2024, 12:04 PM", (2024, 12, 31, 12, 4)),
        ("2024年1月2日 下午3:04", (2024, 1, 2, 15, 4)),
        ("2024/1/2上午 3:04:05", (2024, 1, 2, 3, 4, 5)),
        ("2024-01-02（周二）", (2024, 1, 2)),
        ("2-Jan-24", (2024, 1, 2)),
    ],
)
def test_a_moment_is_read_however_it_is_written(text, expected):
    assert read(text) == datetime(*expected, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024-13-01",
        "2024-02-30",
        "03/04/2024",
        "24-01-02",
        "12345",
        "99999",
        "0000-00-00",
        "2024-01-02 25:00",
    ],
)
def test_what_cannot_be_told_is_not_guessed(text):
    assert read(text) is None


def test_the_order_of_the_file_decides_what_a_cell_leaves_open():
    assert read("03/04/2024", order=Order.DAY_FIRST) == datetime(2024, 4, 3, tzinfo=CHINA)
    assert read("03/04/2024", order=Order.MONTH_FIRST) == datetime(2024, 3, 4, tzinfo=CHINA)


def test_a_clock_of_twelve_hours_does_not_hide_the_order():
    assert order_of(["1/2/2024 3:04 PM", "1/31/2024 3:04 PM"]) is Order.MONTH_FIRST
