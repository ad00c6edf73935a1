"""Are the invented sets of the benchmarks what their names and their truth say?"""

from collections import Counter, defaultdict
from itertools import islice

import pytest

from benchmarks import _er_companies, _er_files, _er_persons
from benchmarks._er_companies import Company
from validators import company_ids, phones

ROWS = 3_000


@pytest.fixture(scope="module")
def companies() -> list[Company]:
    return list(_er_companies.companies(ROWS, seed=3))


@pytest.mark.parametrize("kind", sorted(_er_files.KINDS))
def test_a_seed_gives_the_same_rows_and_more_rows_begin_with_them(kind: str) -> None:
    make = _er_files.KINDS[kind]
    few = list(make(200, seed=5))
    assert few == list(islice(make(400, seed=5), 200))
    assert few != list(make(200, seed=6))


@pytest.mark.parametrize("kind", sorted(_er_files.KINDS))
def test_every_row_has_an_id_of_its_own(kind: str) -> None:
    rows = list(_er_files.KINDS[kind](500, seed=5))
    assert len({row.id for row in rows}) == len(rows) == 500


def test_one_company_has_one_id_and_no_two_have_the_same(companies: list[Company]) -> None:
    own = defaultdict(set)
    for row in companies:
        if company_ids.read(row.uscc, kind="uscc", country="CN").valid:
            own[row.uscc].add(row.cluster)
    assert len(own) > ROWS / 5
    assert all(len(clusters) == 1 for clusters in own.values())


def test_no_two_companies_have_one_registered_name(companies: list[Company]) -> None:
    first = {row.cluster: row.name for row in reversed(companies)}
    assert len(set(first.values())) == len(first)


def test_a_quarter_as_many_true_pairs_as_rows_and_six_of_ten_names_chinese(companies: list[Company]) -> None:
    pairs = list(_er_files.true_pairs((row.id, row.cluster) for row in companies))
    assert 0.2 * ROWS < len(pairs) < 0.3 * ROWS
    han = sum(any("\u4e00" <= one <= "\u9fff" for one in row.name) for row in companies)
    assert 0.55 * ROWS < han < 0.65 * ROWS


def test_numbers_are_ones_that_can_be_dialled(companies: list[Company]) -> None:
    read = [phones.read(row.phone, country="CN") for row in companies[:200] if row.phone]
    assert sum(bool(numbers and numbers[0].e164) for numbers in read) > 0.97 * len(read)


def test_a_person_typed_again_differs_in_few_fields() -> None:
    rows = list(_er_persons.persons(400, seed=2))
    assert max(Counter(row.cluster for row in rows).values()) <= max(_er_persons.SIZES)
    originals: dict[int, _er_persons.Person] = {}
    for row in rows:
        first = originals.setdefault(row.cluster, row)
        differing = sum(one != other for one, other in zip(first[2:], row[2:], strict=True))
        assert differing <= 2 * max(_er_persons.ERRORS)
