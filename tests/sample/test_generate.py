"""The sample is the same every time, plainly invented, and knows its own truth."""

import hashlib
import json
from collections import Counter
from datetime import date

import pytest
from stdnum.cn import uscc

from greening.sample import files, generate, numbers
from greening.sample.columns import Column
from greening.sample.truth import Plant

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def rows():
    return generate.rows(today=TODAY)


def test_the_same_seed_and_day_give_the_same_rows(rows):
    assert rows == generate.rows(today=TODAY)
    assert rows != generate.rows(today=TODAY, seed=generate.SEED + 1)


def test_there_are_as_many_records_as_promised_each_with_its_own_source_id(rows):
    assert len(rows) == generate.RECORDS
    assert len({row.cells[Column.SOURCE_ID] for row in rows}) == generate.RECORDS


def test_the_shipped_rows_are_those_that_documents_speak_of(rows):
    said = repr([(row.entity, row.english, sorted(row.cells.items()), sorted(row.plants)) for row in rows])
    assert hashlib.sha256(said.encode()).hexdigest().startswith("2e09c9e6aaf09718")


def made(count):
    """How many records are made where so many are asked for, their source ids, and names of new companies that stand twice."""
    rows = generate.rows(count=count, seed=count, today=TODAY)
    fresh = [row.cells[Column.COMPANY] for row in rows if Plant.DUPLICATE not in row.plants]
    return len(rows), len({row.cells[Column.SOURCE_ID] for row in rows}), len(fresh) - len(set(fresh))


@pytest.mark.parametrize("count", [*range(40), 99, 300, 6_000])
def test_a_sample_of_any_size_has_as_many_records_each_a_name_and_an_id_of_its_own(count):
    assert made(count) == (count, count, 0)


@pytest.mark.slow
def test_a_hundred_thousand_companies_are_told_apart_too():
    assert made(100_000) == (100_000, 100_000, 0)


def test_no_two_records_share_a_name(rows):
    most_common = Counter(row.cells[Column.COMPANY] for row in rows).most_common(1)
    assert most_common[0][1] == 1


def test_every_kind_of_dirt_and_every_trap_is_there_in_both_languages(rows):
    planted = {(plant, row.english) for row in rows for plant in row.plants}
    chinese_only = {(Plant.GROUP_PHONE, True)}
    assert planted == {(plant, english) for plant in Plant for english in (True, False)} - chinese_only


def test_a_duplicate_is_the_company_it_was_made_from_and_a_trap_is_not(rows):
    sizes = Counter(row.entity for row in rows)
    twice = {entity for entity, size in sizes.items() if size > 1}
    assert {row.entity for row in rows if Plant.DUPLICATE in row.plants} == twice


def test_company_ids_are_well_formed_but_where_one_was_spoiled(rows):
    for row in rows:
        if code := row.cells[Column.COMPANY_ID]:
            assert uscc.is_valid(code) is (Plant.BAD_COMPANY_ID not in row.plants), code
            assert code[8:12] == "MAYY"


def test_numbers_stay_in_the_documented_block(rows):
    honest = [row.cells[Column.PHONE] for row in rows if row.cells[Column.PHONE]]
    locals_ = [int(number.replace("－", "-").replace(" ", "").replace("-", "")[-8:]) for number in honest]
    assert all(numbers.LOCAL_BLOCK <= local < numbers.LOCAL_BLOCK + numbers.LOCAL_BLOCK_SIZE for local in locals_)


def test_files_hold_every_row_and_the_truth_of_each(rows, tmp_path):
    made = files.write(rows, tmp_path)
    lines = made.chinese.read_bytes().decode("gb18030").splitlines(), made.english.read_text("utf-8").splitlines()
    broken = files.BLANK_ROWS + files.NAMELESS_ROWS
    assert len(lines[0]) + len(lines[1]) - 2 - broken == generate.RECORDS
    truth = [json.loads(line) for line in made.truth.read_text("utf-8").splitlines()]
    assert [fact["source_id"] for fact in truth] == [row.cells[Column.SOURCE_ID] for row in rows]
