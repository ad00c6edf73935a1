"""What does Splink find in a table of prepared columns, and what does it cost? Runs in the peers' interpreter.

``python -m benchmarks._peers_splink organisation|person COLUMNS.csv FOLDER``

Persons: the settings of its FEBRL tutorial. Organisations: what its documentation advises for such columns, with term
frequencies; of four that were tried the one with the highest mean F1 over all sets. One configuration a kind for all
sets; a column without any value is left out. Trained as documented: prior
from deterministic rules, u by random sampling, m by expectation maximisation over two or three blockings.
"""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import duckdb
import splink
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LOWEST = 0.01
"""Probability from which pairs are kept: what is below is nobody's best threshold."""
CLUSTERED = {"documented": 0.95, "shipped": 0.5}
"""Thresholds of clusters: as its documentation has it, and the one that Greening ships."""
UNTRAINED_PRIOR = 0.0001
"""What it takes for the prior where nobody says any: it cannot predict with the nought that it finds in a small set."""
U_PAIRS, SEED = 1e7, 2
"""Pairs by which u is estimated, "often adequate" by its documentation."""


@dataclass(frozen=True)
class Settings:
    """What is said of a kind. Every rule is left out of which a column has no values.

    `sure` are the rules for the prior with the `recall` that is guessed for them; `training` those of which the first
    three that can be are trained on.
    """

    comparisons: dict[str, Any]
    blocking: Sequence[Sequence[str]]
    sure: Sequence[Sequence[str]]
    recall: float
    training: Sequence[Sequence[str]]


PERSONS = Settings(
    comparisons={
        "given_name": cl.NameComparison("given_name"),
        "surname": cl.NameComparison("surname"),
        "date_of_birth": cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        "soc_sec_id": cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
        "street_number": cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        "postcode": cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        "phone": cl.ExactMatch("phone"),
        "email": cl.EmailComparison("email"),
    },
    blocking=[["soc_sec_id"], ["given_name"], ["surname"], ["date_of_birth"], ["postcode"], ["phone"], ["email"]],
    sure=[["soc_sec_id"], ["given_name", "surname", "date_of_birth"], ["surname", "phone"]],
    recall=0.9,
    training=[["date_of_birth"], ["postcode"], ["phone"]],
)
PERSONS_LARGE = [
    ["soc_sec_id"], ["given_name", "surname"], ["given_name", "date_of_birth"], ["surname", "date_of_birth"],
    ["date_of_birth", "postcode"], ["given_name", "postcode"], ["surname", "postcode"], ["phone"], ["email"],
]  # fmt: skip
"""Blocking of persons from `LARGE` rows on: the tutorial's single names make blocks of tens of thousands."""
LARGE = 50_000
ORGANISATIONS = Settings(
    comparisons={
        "name": cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
        "brand": cl.JaroWinklerAtThresholds("brand", [0.92]).configure(term_frequency_adjustments=True),
        "company_id": cl.LevenshteinAtThresholds("company_id", 1),
        "phone": cl.LevenshteinAtThresholds("phone", 1).configure(term_frequency_adjustments=True),
        "domain": cl.ExactMatch("domain").configure(term_frequency_adjustments=True),
        "email": cl.ExactMatch("email").configure(term_frequency_adjustments=True),
        "person": cl.JaroWinklerAtThresholds("person", [0.9]).configure(term_frequency_adjustments=True),
        "region": cl.ExactMatch("region").configure(term_frequency_adjustments=True),
        "number": cl.ExactMatch("number").configure(term_frequency_adjustments=True),
        "street": cl.JaroWinklerAtThresholds("street", [0.9]).configure(term_frequency_adjustments=True),
        "post_code": cl.ExactMatch("post_code").configure(term_frequency_adjustments=True),
    },
    blocking=[
        ["company_id"], ["phone"], ["domain"], ["email"], ["name"], ["core"], ["brand", "region"], ["person", "region"],
        ["number", "street"], ["substr(name, 1, 6)", "number"], ["substr(core, 1, 4)", "person"],
    ],
    sure=[["company_id"], ["name", "phone"], ["name", "number"], ["name", "domain"], ["name", "person"]],
    recall=0.6,
    training=[["phone"], ["name"], ["number", "street"], ["domain"]],
)  # fmt: skip
SETTINGS = {"person": PERSONS, "organisation": ORGANISATIONS}


def main(kind: str, path: Path, folder: Path) -> None:
    """Read, train, predict and cluster; pairs and clusters go to the folder, the figures to the last line."""
    clock = [process_time()]
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE rows AS SELECT * FROM read_csv('{path}', all_varchar=true)")
    columns = [name for name, *_ in connection.execute("DESCRIBE rows").fetchall()]
    full = [one for one in columns if connection.execute(f'SELECT count("{one}") FROM rows').fetchall()[0][0]]
    rows = connection.execute("SELECT count(*) FROM rows").fetchall()[0][0]
    clock.append(process_time())
    linker, blocking = _linker(SETTINGS[kind], connection, full, rows if kind == "person" else 0)
    _train(linker, SETTINGS[kind], full)
    clock.append(process_time())
    found = linker.inference.predict(threshold_match_probability=LOWEST)
    clock.append(process_time())
    joined = {
        name: linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=threshold)
        for name, threshold in CLUSTERED.items()
    }
    clock.append(process_time())
    _write(connection, found, joined, folder)
    reading, training, inference, clustering = (later - one for one, later in pairwise(clock))
    print(
        json.dumps(
            {
                "versions": {"splink": splink.__version__, "duckdb": duckdb.__version__},
                "blocking": blocking,
                "reading_s": round(reading, 2),
                "training_s": round(training, 2),
                "inference_s": round(inference, 2),
                "clustering_s": round(clustering / len(CLUSTERED), 2),
                "peak_mb": _peak_mb(),
            }
        )
    )


def _linker(settings: Settings, connection: Any, full: Sequence[str], rows: int) -> tuple[Any, list[str]]:
    blocking = PERSONS_LARGE if rows >= LARGE else settings.blocking
    rules = [rule for rule in blocking if _is_possible(rule, full)]
    creator = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        comparisons=[each for name, each in settings.comparisons.items() if name in full],
    )
    return Linker(DuckDBAPI(connection=connection).register("rows"), creator), [" + ".join(rule) for rule in rules]


def _train(linker: Any, settings: Settings, full: Sequence[str]) -> None:
    """As its tutorial does; where nothing can be learned by a rule, the next one is tried."""
    sure = [block_on(*rule) for rule in settings.sure if _is_possible(rule, full)]
    linker.training.estimate_probability_two_random_records_match(sure, recall=settings.recall)
    if linker._settings_obj._probability_two_random_records_match <= 0:  # noqa: SLF001  no pair was sure: nothing public sets it
        linker._settings_obj._probability_two_random_records_match = UNTRAINED_PRIOR  # noqa: SLF001
    linker.training.estimate_u_using_random_sampling(max_pairs=U_PAIRS, seed=SEED)
    for rule in [rule for rule in settings.training if _is_possible(rule, full)][:3]:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        except Exception as error:  # noqa: BLE001  every fault of a session means the same: nothing learned by it
            print(f"not trained by {' + '.join(rule)}: {error}", file=sys.stderr)


def _is_possible(rule: Sequence[str], full: Sequence[str]) -> bool:
    return all(part.removeprefix("substr(").partition(",")[0] in full for part in rule)


def _write(connection: Any, found: Any, joined: dict[str, Any], folder: Path) -> None:
    pairs = f"SELECT id_l, id_r, match_probability FROM {found.physical_name}"
    connection.execute(f"COPY ({pairs}) TO '{folder / 'pairs.csv'}' (HEADER)")
    for name, clusters in joined.items():
        chosen = f"SELECT id, cluster_id FROM {clusters.physical_name}"
        connection.execute(f"COPY ({chosen}) TO '{folder / name}.csv' (HEADER)")


def _peak_mb() -> float:
    """The most memory that this process ever had."""
    status = dict(csv.reader(Path("/proc/self/status").read_text().splitlines(), delimiter=":"))
    return round(int(status["VmHWM"].split()[0]) / 1024, 1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
