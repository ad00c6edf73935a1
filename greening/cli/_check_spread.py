"""How do several processes share the rows of a file? In pieces, answered in the order in which they were handed out.

What all of them need is given to each once: where processes are forked it is not even copied.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Row = TypeVar("Row")
Answer = TypeVar("Answer")

PIECE = 250
"""Rows that a process is handed at once: some hundred milliseconds of work, so that nobody waits long for the last."""
AHEAD = 2
"""Pieces a process that are on their way, so that it never waits for the reader and memory does not grow."""

_given: list[Callable[[Any], Any]] = []
"""What this process answers with, once it has been told."""


def spread(judge: Callable[[Row], Answer], rows: Iterable[Row], jobs: int) -> Iterator[Answer]:
    """The answers of `judge` to all rows, in their order, worked out by so many processes."""
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    with ProcessPoolExecutor(jobs, context, _given.append, (judge,)) as pool:
        pool.submit(_answer, ()).result()  # all are there before reading starts threads: those do not survive a fork
        under_way: deque[Future[list[Answer]]] = deque()
        for piece in _pieces(rows):
            under_way.append(pool.submit(_answer, piece))
            if len(under_way) >= AHEAD * jobs:
                yield from under_way.popleft().result()
        for last in under_way:
            yield from last.result()


def _pieces(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    left = iter(rows)
    return iter(lambda: tuple(islice(left, PIECE)), ())


def _answer(piece: Sequence[Any]) -> list[Any]:
    return [_given[-1](row) for row in piece]
