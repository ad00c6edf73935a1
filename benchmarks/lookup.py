"""How quickly, and how surely, is one company found among a million that are stored?

What is asked for are variants of stored companies as somebody types them again, through the service that the entry form
uses; leads and saves go the same way. The peer is PostgreSQL's own trigram index on the same names in the same run: the ten
most similar ones from similarity 0.3 on. Run it on a machine that does nothing else: the bars are times that people wait.
"""

import argparse
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter, process_time
from typing import Any

import psycopg
from sqlalchemy import Engine, text

from benchmarks import _common, _stored_companies
from benchmarks._stored_companies import Asked, Stored
from greening.domain.people import OPERATOR
from greening.domain.policy import Policy, shipped
from greening.domain.records import tidied
from greening.matching import organisations
from greening.services import candidates
from greening.storage import candidate_finding, migrate
from greening.storage.session import Work, make_engine, unit_of_work

RECORDS, QUICK = 1_000_000, 50_000
QUESTIONS, OF_PEER, WARM = 2_000, 200, 200
P50_MS, P99_MS = 8.0, 25.0
AMONG, FIRST = 0.985, 0.98
FASTER = 5.0
TABLES = ("match_key", "match_print")
PEER = "CREATE DATABASE trigrams TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C.UTF-8'"
"""Of all locales that come with PostgreSQL one under which trigrams know Chinese characters."""
INDEXED = (
    "CREATE EXTENSION pg_trgm",
    "CREATE TABLE company (id bigint PRIMARY KEY, name text NOT NULL)",
)
LIKEST = "SELECT id FROM company WHERE name %% %(name)s ORDER BY similarity(name, %(name)s) DESC LIMIT 10"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help=f"{QUICK:,} companies only")
    options.add_argument("--filled", metavar="URL", help="a database that a run before has filled with as many")
    given = options.parse_args()
    wanted = QUICK if given.quick else RECORDS
    with _filled(given.filled, wanted) as (engine, stored):
        work, policy = unit_of_work(engine, lambda _: None), shipped()
        own = _timed(work, policy, stored.asked) | _found(work, policy, stored.asked)
        own |= {"bytes_a_record": _bytes(engine, stored.records), "records": stored.records}
        peer = _trigrams(engine, stored.asked[:OF_PEER])
    faster = round(peer["p50_ms"] / own["p50_ms"], 1)
    bars = {
        "p50": own["p50_ms"] <= P50_MS,
        "p99": own["p99_ms"] <= P99_MS,
        "among": own["among"] >= AMONG,
        "first": own["first"] >= FIRST,
        "faster": faster >= FASTER,
    }
    _common.tell({"bars": bars, "faster": faster, "own": own, "trigrams": peer}, passed=all(bars.values()))


@contextmanager
def _filled(url: str | None, wanted: int) -> Iterator[tuple[Engine, Stored]]:
    """A database with so many companies, and what is asked of it."""
    if url:
        engine = make_engine(url)
        migrate.upgrade(engine)
        yield engine, _stored_companies.planned(wanted, QUESTIONS)
        engine.dispose()
        return
    with _common.server() as server:
        engine = make_engine(_common.database(server, f"rows_{wanted}"))
        begun = perf_counter()
        stored = _stored_companies.fill(engine, wanted=wanted, queries=QUESTIONS)
        print(f"{stored.records:,} companies stored in {perf_counter() - begun:.0f} s: {engine.url}")
        yield engine, stored
        engine.dispose()


def _timed(work: Work, policy: Policy, asked: Sequence[Asked]) -> dict[str, Any]:
    """Milliseconds of whoever waits, those of our own processor, and how often what was meant was the first shown."""
    for one in asked[:WARM]:
        candidates.look_up(work, policy, actor=OPERATOR, record=one.record)
    waited, shown_first, busy = list[float](), 0, process_time()
    for one in asked:
        begun = perf_counter()
        shown = candidates.look_up(work, policy, actor=OPERATOR, record=one.record)
        waited.append(perf_counter() - begun)
        shown_first += bool(shown) and shown[0].record_id in one.meant
    return _spread(waited) | {
        "cpu_ms": round(1000 * (process_time() - busy) / len(asked), 2),
        "questions": len(asked),
        "shown_first": round(shown_first / len(asked), 4),
    }


def _found(work: Work, policy: Policy, asked: Sequence[Asked]) -> dict[str, Any]:
    """How often what was meant was among those that were compared, how often the likest; and how many these were."""
    among, first, compared = 0, 0, 0
    for one in asked:
        with work(look=True) as unit:
            read = organisations.features(tidied(one.record))
            opinions = candidate_finding.beside(unit.session, read, policy)
        among += not one.meant.isdisjoint(opinions)
        likest = min(
            opinions, key=lambda other: (-opinions[other].probability, -opinions[other].bits, other), default=None
        )
        first += likest in one.meant
        compared += len(opinions)
    shares = {"among": round(among / len(asked), 4), "first": round(first / len(asked), 4)}
    return shares | {"compared": round(compared / len(asked), 1)}


def _bytes(engine: Engine, records: int) -> dict[str, int]:
    """What the keys and what was read of a record take on disk, indexes and all."""
    with engine.connect() as connection:
        size = text("SELECT pg_total_relation_size(CAST(:table AS regclass))")
        return {name: round(connection.execute(size, {"table": name}).scalar_one() / records) for name in TABLES}


def _trigrams(engine: Engine, asked: Sequence[Asked]) -> dict[str, Any]:
    """The same names under a trigram index, in a database of the same server."""
    address = engine.url.set(drivername="postgresql")
    with psycopg.connect(_text(address), autocommit=True) as own:
        own.execute("DROP DATABASE IF EXISTS trigrams")
        own.execute(PEER)
        with psycopg.connect(_text(address.set(database="trigrams")), autocommit=True) as peer:
            seconds = _indexed(own, peer)
            peer.execute("SET pg_trgm.similarity_threshold = 0.3")
            waited = list[float]()
            for one in asked:
                begun = perf_counter()
                peer.execute(LIKEST, {"name": one.record.company}).fetchall()
                waited.append(perf_counter() - begun)
        own.execute("DROP DATABASE trigrams")
    return _spread(waited) | {"questions": len(asked), "index_s": round(seconds, 1)}


def _indexed(own: psycopg.Connection[Any], peer: psycopg.Connection[Any]) -> float:
    """Copy the names and index them; the seconds that the index took."""
    for statement in INDEXED:
        peer.execute(statement)
    with (
        own.cursor().copy("COPY record (id, company) TO STDOUT") as given,
        peer.cursor().copy("COPY company FROM STDIN") as taken,
    ):
        for block in given:
            taken.write(block)
    begun = perf_counter()
    peer.execute("SET statement_timeout = 0")
    peer.execute("CREATE INDEX ON company USING gin (name gin_trgm_ops)")
    took = perf_counter() - begun
    peer.execute("VACUUM ANALYZE company")
    return took


def _text(address: Any) -> str:
    told: str = address.render_as_string(hide_password=False)
    return told


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    """The median, and what 95 and 99 of a hundred stay within, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100)
    return {name: round(1000 * cuts[at - 1], 2) for name, at in (("p50_ms", 50), ("p95_ms", 95), ("p99_ms", 99))}


if __name__ == "__main__":
    main()
