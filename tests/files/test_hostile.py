"""Whatever bytes somebody sends, the answer is rows or a reason, and never a surprise."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from greening.domain.policy import shipped
from greening.files import FileRefused, Limits, guess, open_table
from greening.files.rejected import write_csv
from greening.words.files import REFUSALS

LIMITS = Limits.of(shipped().intake)
HEADER = ["公司名称", "电话", "联系人", "手机", "跟进记录", "跟进时间", "省份", "税号"]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
CELL = st.one_of(
    TEXT, st.sampled_from(["-", "無", "=1+1", "'", '"', "1.39E+10", "+86 512 65550100", "2024-02-30", "a\nb"])
)


def drafts(content: bytes):
    table = open_table("file", io.BytesIO(content), limits=LIMITS)
    mapping = guess(table.header, table.sample(20))
    return [mapping.draft(row_no, cells) for row_no, cells in table]


def outcome(content: bytes):
    """The numbers of the rows, or why there are none."""
    try:
        return [draft.row_no for draft in drafts(content)]
    except FileRefused as refused:
        return refused.code


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_reason(content):
    found = outcome(content)
    assert found in REFUSALS if isinstance(found, str) else found == list(range(1, len(found) + 1))


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from('a1,;\t|"\n\r 公司电话\0'), max_size=120))
def test_any_mixture_of_quotes_and_separators_is_rows_or_a_reason(text):
    found = outcome(text.encode())
    assert found in REFUSALS if isinstance(found, str) else found == list(range(1, len(found) + 1))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=8))
def test_every_row_that_was_written_is_read(rows):
    csv.writer(text := io.StringIO()).writerows([HEADER, *rows])
    table = open_table("file", io.BytesIO(text.getvalue().encode()), limits=LIMITS)
    assert [cells for _, cells in table] == [tuple(cell.replace("\0", "") for cell in row) for row in rows]
    assert len(drafts(text.getvalue().encode())) == len(rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)).filter(lambda cells: any(map(str.strip, cells))))
def test_a_rejected_row_comes_back_unchanged(cells):
    write_csv(file := io.BytesIO(), HEADER, [(cells, "why")], reason="Reason")
    (back,) = drafts(file.getvalue())
    csv.writer(text := io.StringIO()).writerows([HEADER, cells])
    assert back == drafts(text.getvalue().encode())[0]
