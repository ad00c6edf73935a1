"""Is what is put into a table what is found there?"""

import numpy as np

from greening.matching.batch import tables


def test_columns_are_found_as_they_were_written(tmp_path):
    columns = {"one": np.arange(3, dtype=np.int8), "two": np.zeros((2, 0)), "three": np.array([[1.5, 2.5]])}
    tables.write(columns, tmp_path / "a.table")
    found = tables.opened(tmp_path / "a.table")
    assert {name: (own.dtype, own.shape, own.tolist()) for name, own in found.items()} == {
        name: (own.dtype, own.shape, own.tolist()) for name, own in columns.items()
    }


def test_texts_are_found_by_row(tmp_path):
    tables.write({"said": np.array(["lan", "", "徐"], dtype=object)}, tmp_path / "a.table")
    pieces = tables.pieces(tables.opened(tmp_path / "a.table"), "said", np.array([2, 0, 1, 0]))
    assert [bytes(piece).decode() for piece in pieces] == ["徐", "lan", "", "lan"]


def test_a_column_of_many_tables_stands_in_their_order(tmp_path):
    paths = [tmp_path / f"{part}.table" for part in range(3)]
    for part, path in enumerate(paths):
        tables.write({"place": np.arange(part)}, path)
    assert tables.column(paths, "place").tolist() == [0, 0, 1]
