"""Does a Spark cluster find what one machine finds: the same pairs, as likely, for the same reasons, in the same clusters?"""

import shutil
import sys
from pathlib import Path

import pytest
from invented import companies, people

from greening.matching import match, organisations, persons
from greening.matching.clusters.grouping import NEW
from greening.matching.rulings import Rulings

HOW = "make spark"
SPARK = pytest.importorskip("pyspark", reason=f"no pyspark here: {HOW}", exc_type=ImportError)
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.filterwarnings("ignore"),  # the library's own
    pytest.mark.skipif(not shutil.which("java"), reason="no Java here: Spark needs Java 17"),
]


@pytest.fixture(scope="module")
def session():
    """Two executors of one core and 1,024 MB each, as processes of their own."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": str(ROOT),
        "spark.executorEnv.SPARK_LOCAL_IP": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        started = builder.getOrCreate()
        yield started
        started.stop()


def is_the_same(session, features, model, sources=None, **said):
    """Compare what both find, and return it."""
    from greening.matching import spark

    here = match(features, model, sources=sources, **said)
    there = spark.match(spark.to_records(session, features, sources), model, link_only=sources is not None, **said)
    assert there.pairs == here.pairs
    assert there.clusters == here.clusters
    assert there.learned == here.learned
    assert there.bridges == here.bridges
    assert (there.compared, there.cut, there.lost) == (here.compared, here.cut, here.lost)
    return here


def test_companies_come_out_as_on_one_machine(session):
    features = [organisations.features(record) for record in companies(400)]
    features += [*features[:20], *[features[3]] * 250]
    found = is_the_same(session, features, organisations.model())
    assert found.cut
    assert len(found.pairs) > 100


def test_persons_of_two_sources_come_out_as_on_one_machine(session):
    features = [persons.features(person) for person in people(300)]
    sources = ["ab"[at % 3 == 0] for at in range(300)]
    assert len(is_the_same(session, features, persons.model(), sources).pairs) > 20


def test_what_people_ruled_and_known_entities_hold_as_on_one_machine(session):
    features = [organisations.features(record) for record in companies(300)]
    model = organisations.model()
    found = match(features, model)
    different, same = [(pair.left, pair.right) for pair in found.pairs[:3]], [(0, 250), (7, 120)]
    rulings = Rulings(tuple(same), tuple(different))
    entities = [at % 40 for at in range(200)] + [NEW] * 100
    ruled = is_the_same(session, features, model, rulings=rulings, known=entities)
    assert ruled.bridges
    assert ruled.learned.labels
