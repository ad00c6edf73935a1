"""Is one company ever two records without anybody knowing, when two people save it at the same moment, 1,000 times?"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle, islice

import pytest
from sqlalchemy import text
from two_saves import WAYS, Desks, one_round, wanted

ROUNDS = 1_000
TWICE = """
    SELECT count(*) FROM (
        SELECT FROM record GROUP BY name_key, region_key HAVING count(*) > 1
        UNION ALL
        SELECT FROM identifier WHERE valid GROUP BY kind, value HAVING count(*) > 1
    ) twice
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_a_thousand_times_two_saves_at_once(work, make, now):
    shipped = make.policy()
    roomy = replace(shipped, library=replace(shipped.library, cap=2 * ROUNDS))
    desks = Desks(work, roomy, (make.person("Ana"), make.person("Bo")), make, now)
    with ThreadPoolExecutor(2) as both:
        for serial, way in enumerate(islice(cycle(WAYS), ROUNDS)):
            assert one_round(desks, both, way, serial) == wanted(way), way
    with work() as unit:
        assert unit.session.scalar(text(TWICE)) == 0
