"""Does a run over a folder find what a run in memory finds, also after it was killed, and only what is new beside what is old?"""

import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from processes import ROOT
from worded import MODEL, Worded

from greening.matching import match
from greening.matching.batch import resuming
from greening.matching.batch.shelf import Shelf
from greening.matching.organisations import Features, features, model
from validators import Record

WORDS = ["lan", "xu", "yan", "xi", "he", "du", "lark", "moor", "hollin", "penvale"]
KILLED = """
import os, signal, sys
from pathlib import Path
from worded import MODEL, Worded
from greening.matching.batch import resuming
from greening.matching.batch.shelf import Shelf

def watch(pieces, count):
    for at, piece in enumerate(pieces):
        if count > 2 and at == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        yield piece

resuming.match(Shelf(Path(sys.argv[1]), MODEL.scheme, Worded), MODEL, watch=watch, piece=500)
"""


def words(seed, count):
    random = Random(seed)
    return [Worded(" ".join(random.choices(WORDS, k=2)), str(random.randrange(count // 4))) for _ in range(count)]


def shelved(folder, base, scheme, form, parts=3):
    folder.mkdir()
    shelf = Shelf(folder, scheme, form)
    size = -(-len(base) // parts)
    for part, first in enumerate(range(0, len(base), size)):
        shelf.put(part, base[first : first + size], first=first)
    return shelf


@contextmanager
def nearly_full(room):
    """No file can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def told(matched):
    return list(matched.pairs), matched.clusters, matched.compared, matched.cut, matched.lost, matched.model


@contextmanager
def few_open(room):
    """No more files can be open than so many beside those that are."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/proc/self/fd").iterdir())) + room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_run_may_have_more_pieces_than_files_can_be_open(tmp_path):
    base = words(5, 200)
    shelf = shelved(tmp_path / "folder", base, MODEL.scheme, Worded)
    with few_open(20):
        found = resuming.match(shelf, MODEL, piece=10)
    assert len(list((tmp_path / "folder").glob("found-*/*"))) > 20
    assert (list(found.pairs), found.clusters) == (match(base, MODEL).pairs, match(base, MODEL).clusters)


def test_companies_on_a_shelf_are_matched_as_those_in_memory(tmp_path):
    random = Random(3)
    base = [
        features(Record(company=" ".join(random.choices(WORDS, k=3)), phones=(f"0512-6265801{random.randrange(9)}",)))
        for _ in range(60)
    ]
    shelf = shelved(tmp_path / "shelf", base, model().scheme, Features)
    assert told(resuming.match(shelf, model())) == told(match(base, model()))


def test_nothing_to_compare_is_nothing_found(tmp_path):
    shelf = shelved(tmp_path / "shelf", [Worded("lan"), Worded("xu")], MODEL.scheme, Worded, parts=1)
    assert list(resuming.match(shelf, MODEL).pairs) == []


@pytest.mark.slow
def test_a_killed_run_goes_on_to_the_same_pairs(tmp_path):
    base = words(1, 400)
    shelf = shelved(tmp_path / "shelf", base, MODEL.scheme, Worded)
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(shelf.folder)], env={**os.environ, "PYTHONPATH": paths}, check=False
    )
    done = {path: path.stat().st_mtime_ns for path in shelf.folder.glob("found-*/*")}
    assert (run.returncode, len(done)) == (-signal.SIGKILL, 2)

    assert told(resuming.match(shelf, MODEL, piece=500)) == told(match(base, MODEL))
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert len(list(shelf.folder.glob("found-*/*.table"))) > len(done)


def test_what_an_unfinished_write_left_behind_is_not_read(tmp_path):
    base = words(2, 100)
    shelf = shelved(tmp_path / "shelf", base, MODEL.scheme, Worded)
    with nearly_full(room=500), pytest.raises(OSError, match="too large"):
        shelf.put(3, words(4, 50), first=100)
    assert list(shelf.folder.glob("*-00003.part"))
    assert not shelf.has(3)
    assert told(resuming.match(shelf, MODEL)) == told(match(base, MODEL))


def test_a_shelf_of_another_version_is_not_seen(tmp_path, monkeypatch):
    base = words(2, 100)
    shelved(tmp_path / "shelf", base, MODEL.scheme, Worded, parts=2)
    monkeypatch.setattr("greening.matching.batch.shelf.VERSION", -1)
    shelf = Shelf(tmp_path / "shelf", MODEL.scheme, Worded)
    assert not shelf.has(0)
    shelf.put(0, base[:50], first=0)
    assert told(resuming.match(shelf, MODEL)) == told(match(base[:50], MODEL))


def test_another_threshold_is_another_run(tmp_path):
    base = words(6, 200)
    shelf = shelved(tmp_path / "shelf", base, MODEL.scheme, Worded)
    strict = replace(MODEL, threshold=0.999)
    assert told(resuming.match(shelf, MODEL)) != told(resuming.match(shelf, strict)) == told(match(base, strict))


def test_other_records_or_sources_are_another_run(tmp_path):
    base = words(3, 100)
    shelf = shelved(tmp_path / "shelf", base, MODEL.scheme, Worded)
    resuming.match(shelf, MODEL)
    sources = ["a", "b"] * 50
    assert told(resuming.match(shelf, MODEL, sources=sources)) == told(match(base, MODEL, sources=sources))
    shelf.put(3, words(4, 50), first=100)
    again = words(3, 100) + words(4, 50)
    assert told(resuming.match(shelf, MODEL)) == told(match(again, MODEL))


def test_only_pairs_with_something_new_are_compared(tmp_path):
    base = words(5, 200)
    shelf = shelved(tmp_path / "shelf", base, MODEL.scheme, Worded)
    every, some = match(base, MODEL), match(base, MODEL, new=150)
    assert {(pair.left, pair.right) for pair in some.pairs} == {
        (pair.left, pair.right) for pair in every.pairs if pair.right >= 150
    }
    assert some.compared < every.compared
    assert told(resuming.match(shelf, MODEL, new=150)) == told(some)
