"""What have people answered about pairs of a file, and which pairs should they be asked about next?

A table of questions has the two ids and a third column for the answer. As it is written the third column is empty; filled in, it
is read back.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from greening.cli._match_rows import Rows
from greening.domain.policy import Policy
from greening.files import FileRefused, Limits, open_table
from greening.files.headers import fold
from greening.matching import Matched, Opinion, Pair, Verdict
from greening.matching.learning.asking import Pool, ask
from greening.matching.learning.cases import Case
from greening.matching.rulings import RULING, Rulings, Two

ANSWERS: Mapping[str, bool] = {
    **dict.fromkeys(("1", "yes", "y", "true", "same", "duplicate", "是", "对", "相同", "同一家", "重复"), True),
    **dict.fromkeys(("0", "no", "n", "false", "different", "related", "否", "不是", "不同", "关联"), False),
}
"""What a cell can answer, folded as headers are; an empty one is a question that nobody has answered yet."""


def read(name: str, stream: BinaryIO, ids: Sequence[str], policy: Policy) -> Rulings:
    """Read answers: two ids of rows and whether they are one; of two answers on a pair the later one holds.

    Raises: FileRefused, when the file cannot be read, has no three columns, knows no id of the file, or answers unclearly.
    """
    table = open_table(name, stream, limits=Limits.of(policy.intake))
    places = {own: at for at, own in enumerate(ids)}
    if len(table.header) < len(("id_l", "id_r", "same")) or all(cell in places for cell in table.header[:2]):
        raise FileRefused("labels.no_header", name=name)
    said: dict[Two, bool] = {}
    unknown: list[str] = []
    for row_no, cells in table:
        one, other, answer = (*(cell.strip() for cell in cells), "", "", "")[:3]
        if answer and fold(answer) not in ANSWERS:
            raise FileRefused("labels.unclear", name=name, row=row_no, said=answer)
        if one in places and other in places and answer:
            said[_ordered(places[one], places[other])] = ANSWERS[fold(answer)]
        elif answer:
            unknown += [own for own in (one, other) if own not in places]
    if unknown and not said:
        raise FileRefused("truth.unknown_ids", name=name, ids=", ".join(unknown[:2]))
    return _ruled(said)


def read_all(paths: Sequence[Path], ids: Sequence[str], policy: Policy) -> Rulings:
    """The answers of several files; of two on one pair that of the later file holds.

    Raises: FileRefused.
    """
    said: dict[Two, bool] = {}
    for path in paths:
        with path.open("rb") as stream:
            said |= {(one, other): same for one, other, same in read(path.name, stream, ids, policy).answers}
    return _ruled(said)


def within(rulings: Rulings, at: Sequence[int]) -> Rulings:
    """The rulings on rows of a kind, by their place among these; `at` are their places in the file."""
    own = {place: number for number, place in enumerate(at)}

    def among(pairs: Sequence[Two]) -> Iterator[Two]:
        return ((own[one], own[other]) for one, other in pairs if one in own and other in own)

    return Rulings(tuple(among(rulings.same)), tuple(among(rulings.different)))


def questions(matched: Matched, rulings: Rulings, count: int) -> list[Pair]:
    """So many pairs to ask about next, the most telling first, none that has been answered or that a rule decides."""
    answered = {*rulings.same, *rulings.different}
    free = [pair for pair in matched.pairs if not pair.opinion.decider and (pair.left, pair.right) not in answered]
    cases = [Case.of(pair.opinion, matched.model) for pair in free]
    pool = Pool.of(cases, matched.learned.columns)
    return [free[at] for at in ask(matched.learned, pool, count=count, seed=len(answered))]


def write(path: Path, rows: Rows, asked: Sequence[Pair]) -> None:
    """Write questions with room for the answers, and what the rows are called."""
    with path.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.writer(out)
        writer.writerow(["id_l", "id_r", "same", "probability", "left", "right"])
        for pair in asked:
            names = (rows.labels[at] for at in (pair.left, pair.right))
            ids = (rows.ids[at] for at in (pair.left, pair.right))
            writer.writerow([*ids, "", f"{pair.opinion.probability:.4f}", *names])


def held(matched: Matched, rulings: Rulings) -> Matched:
    """What was found, with what people said of it in place of what the model thinks."""
    said = {(one, other): same for one, other, same in rulings.answers}
    pairs = [
        Pair(*two, _said(pair.opinion, same=said[two])) if (two := (pair.left, pair.right)) in said else pair
        for pair in matched.pairs
    ]
    return replace(matched, pairs=pairs)


def _said(opinion: Opinion, *, same: bool) -> Opinion:
    verdict = Verdict.DUPLICATE if same else Verdict.DIFFERENT
    return Opinion(opinion.bits, float(same), opinion.terms, verdict, decider=RULING)


def _ruled(said: Mapping[Two, bool]) -> Rulings:
    return Rulings.of((one, other, same) for (one, other), same in said.items())


def _ordered(one: int, other: int) -> Two:
    return min(one, other), max(one, other)
