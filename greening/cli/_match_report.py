"""How is a matched file told? One JSON object for programs; pairs with their reasons and a summary for people."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from greening.cli._check_report import listed
from greening.cli._language import Language
from greening.cli._match_columns import Columns
from greening.cli._match_rows import Rows
from greening.cli._match_run import Found
from greening.cli._match_truth import Quality
from greening.matching import Kind, Pair, Term
from greening.matching.clusters.identities import Identified
from greening.words.matching import KINDS, REPORT, RULED
from greening.words.person_terms import PERSON_TERMS
from greening.words.terms import DECIDERS, TERMS

LEAST_BITS = 0.05
"""Terms that are worth less say nothing and are not shown."""

WORDS = {Kind.ORGANISATION: {**TERMS, **DECIDERS, **RULED}, Kind.PERSON: {**PERSON_TERMS, **RULED}}


@dataclass(frozen=True, slots=True)
class Measured:
    """A run: what was found, how good it is beside the truth, if there is one, and how many seconds it took.

    `entities` are the numbers of the rows' entities where somebody keeps them.
    """

    found: Found
    seconds: float
    pairs: Quality | None = None
    clusters: Quality | None = None
    truth: int = 0
    entities: Identified[str] | None = None


def as_json(run: Measured) -> str:
    """The run as one object; shares are null without true pairs."""
    told = {
        "precision": run.pairs and run.pairs.precision,
        "recall": run.pairs and run.pairs.recall,
        "f1": run.pairs and run.pairs.f1,
        "cluster_precision": run.clusters and run.clusters.precision,
        "cluster_recall": run.clusters and run.clusters.recall,
        "cluster_f1": run.clusters and run.clusters.f1,
        "pairs": len(run.found.pairs),
        "largest_cluster": run.found.largest,
        "seconds": round(run.seconds, 3),
    }
    return json.dumps(told)


def write(path: Path, rows: Rows, found: Found) -> None:
    """Write the pairs, the likeliest first, with the codes of their reasons and what these are worth in bits."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["id_l", "id_r", "probability", "bits", "reasons"])
        for pair in found.pairs:
            reasons = " ".join(f"{term.code}{term.bits:+.1f}" for term in pair.opinion.terms)
            probability, bits = f"{pair.opinion.probability:.6f}", f"{pair.opinion.bits:.1f}"
            writer.writerow([rows.ids[pair.left], rows.ids[pair.right], probability, bits, reasons])


def notes(columns: Columns, rows: Rows, language: Language) -> Iterator[str]:
    """What the rows were taken for, which columns were compared, and which say nothing."""
    kinds = Counter(rows.kinds)
    if "kind" in columns.rows:
        counts = ", ".join(f"{rows} {language.say(KINDS[kind.value])}" for kind, rows in kinds.items())
        yield language.say(REPORT["mixed"], column=columns.header[columns.rows["kind"]], counts=counts)
    elif columns.guessed:
        yield language.say(REPORT["guessed"], kind=language.say(KINDS[columns.kind.value]))
    if "id" not in columns.rows:
        yield language.say(REPORT["row_numbers"])
    for kind in kinds:
        yield language.say(REPORT["evidence"], columns=listed(columns.evidence(kind)))
    if unread := list(columns.unread(kinds)):
        yield language.say(REPORT["not_evidence"], columns=listed(unread))


def ends(pairs: Sequence[Pair], shown: int) -> tuple[Sequence[Pair], Sequence[Pair]]:
    """The strongest of pairs that are in order, and the most doubtful of the others: what is shown of them."""
    return pairs[:shown], pairs[max(shown, len(pairs) - shown) :]


def show(console: Console, rows: Rows, run: Measured, language: Language, *, shown: int) -> None:
    """Print the strongest pairs and the most doubtful ones with their reasons, how good all are, and the sum."""
    if not rows.ids:
        console.print(language.say(REPORT["no_rows"]))
        return
    pairs = run.found.pairs
    for title, some in zip(("strongest", "doubtful"), ends(pairs, shown), strict=True):
        if some:
            console.print(_pairs(language.say(REPORT[title], shown=len(some), pairs=len(pairs)), some, rows, language))
    if run.pairs and run.clusters:
        console.print(_quality(run, {"by_pair": run.pairs, "by_cluster": run.clusters}, language))
    if run.found.cut:
        console.print(language.say(REPORT["cut"], cut=run.found.cut))
    console.print(language.say(REPORT["threshold"], threshold=_thresholds(run.found.thresholds)))
    counts = {"rows": len(rows.ids), "compared": run.found.compared, "pairs": len(pairs)}
    clusters = {"clusters": len(run.found.clusters), "largest": run.found.largest}
    console.print(language.say(REPORT["total"], **counts, **clusters))


def _thresholds(thresholds: Mapping[Kind, float]) -> str:
    return ", ".join(dict.fromkeys(f"{threshold:g}" for threshold in thresholds.values()))


def _pairs(title: str, pairs: Sequence[Pair], rows: Rows, language: Language) -> Grid:
    grid = Grid(title=title, title_justify="left", show_lines=True)
    for column in ("pair", "who", "probability", "reasons"):
        grid.add_column(language.say(REPORT[column]), overflow="fold")
    for pair in pairs:
        both = (pair.left, pair.right)
        grid.add_row(
            "\n".join(Text(rows.ids[at]).plain for at in both),
            Text("\n".join(rows.labels[at] for at in both)),
            f"{pair.opinion.probability:.4f}",
            _reasons(pair, WORDS[rows.kinds[pair.left]], language),
        )
    return grid


def _reasons(pair: Pair, words: Mapping[str, str], language: Language) -> Text:
    """What speaks for it first, then what speaks against it, each the weightier the earlier."""
    if code := pair.opinion.decider:
        return Text(language.say(words.get(code, code)), "bold")
    telling = [term for term in pair.opinion.terms if abs(term.bits) > LEAST_BITS]
    ordered = sorted(telling, key=lambda term: (term.bits < 0, -abs(term.bits), term.code))
    return Text(", ").join(_reason(term, words, language) for term in ordered)


def _reason(term: Term, words: Mapping[str, str], language: Language) -> Text:
    said = language.say(words.get(term.code, term.code))
    return Text(f"{said} {term.bits:+.1f}", "green" if term.bits > 0 else "red")


def _quality(run: Measured, by: Mapping[str, Quality], language: Language) -> Grid:
    grid = Grid(title=language.say(REPORT["quality"], count=run.truth), title_justify="left")
    grid.add_column()
    for name in ("precision", "recall", "f1"):
        grid.add_column(language.say(REPORT[name]), justify="right")
    for name, quality in by.items():
        figures = (f"{value:.4f}" for value in (quality.precision, quality.recall, quality.f1))
        grid.add_row(language.say(REPORT[name]), *figures)
    return grid
