"""Files that people really have: every row is accounted for by the headers alone."""

import gzip
from collections import Counter

import pytest

from greening.files import guess, open_table


def read(path, limits, country="CN"):
    with path.open("rb") as stream:
        table = open_table(path.name, stream, limits=limits)
        mapping = guess(table.header, table.sample(200)).with_defaults(country=country)
        return table, mapping, [mapping.draft(row_no, cells) for row_no, cells in table]


def test_the_listed_companies_are_read_by_their_headers(bench_data, limits):
    _, _, drafts = read(bench_data / "tw_listed/companies.csv", limits, "TW")
    assert [draft.row_no for draft in drafts] == list(range(1, 832))
    assert Counter(problem.code for draft in drafts for problem in draft.problems) == {}
    for draft in drafts:
        record = draft.record
        assert record.company
        assert record.address
        assert draft.source_id
        assert [each.kind for each in record.ids] == ["tw_ubn"]
        assert len(record.phones) == 1
    agents = [person for draft in drafts for person in draft.record.key_persons if person.role == "gate"]
    assert {(person.name, person.title) for person in agents} == {("", "股票過戶機構")}
    assert min(len(agents), sum(len(draft.record.emails) for draft in drafts)) > 820


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "utf-16"])
def test_the_listed_companies_say_the_same_in_another_encoding(bench_data, limits, tmp_path, encoding):
    path = bench_data / "tw_listed/companies.csv"
    text = path.read_text(encoding="utf-8-sig").encode(encoding, errors="replace").decode(encoding)
    (tmp_path / "plain.csv").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "other.csv").write_text(text, encoding=encoding, newline="")
    table, _, drafts = read(tmp_path / "other.csv", limits)
    assert table.dialect.encoding == encoding
    assert drafts == read(tmp_path / "plain.csv", limits)[2]


def test_a_hundred_thousand_rows_are_read(bench_data, limits):
    path = bench_data / "er/crm_synth_100k/records.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        expected = sum(1 for _ in lines) - 1
    with path.open("rb") as stream:
        table = open_table(path.name, stream, limits=limits)
        mapping = guess(table.header, table.sample(200))
        drafts = [mapping.draft(row_no, cells) if row_no % 20 == 0 else row_no for row_no, cells in table]
    assert (table.dialect.separator, mapping.unmapped) == (",", ("cluster",))
    assert len(drafts) == expected
    assert not any(problem.rejects for draft in drafts[19::20] for problem in draft.problems)
