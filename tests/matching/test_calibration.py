"""Is a model told how good it is by answers it has not seen, each for as many pairs as it stands for?"""

import json

import pytest
from worded import MODEL

from greening.matching.learning import learn, versions
from greening.matching.learning.calibration import quality, unseen
from greening.matching.learning.cases import Case, Label
from greening.matching.learning.versions import Version

PLAIN = Case(13.0, (("name.same", 13.0), ("number.same", 12.0)))
ODD = Case(13.0, (("name.same", 13.0), ("number.same", 9.0), ("number.differs", 0.0)))
UNLIKE = Case(13.0, (("name.differs", 0.0), ("number.differs", 0.0)))
ANSWERS = [Label(PLAIN, same=True)] * 2 + [Label(ODD, same=False)] * 2 + [Label(UNLIKE, same=False)] * 3


def measured(answers=ANSWERS, pool=((PLAIN, 980), (ODD, 20), (UNLIKE, 500))):
    return quality(MODEL, answers, pool, width=1.96)


def test_an_odd_pair_that_was_asked_counts_for_the_odd_ones_only():
    answers = [*ANSWERS[:2], Label(ODD, same=False), Label(ODD, same=True)]
    assert measured(answers).precision == pytest.approx(0.985, abs=0.01)


def test_no_answer_judges_what_has_learned_from_it():
    lone = [Label(ODD, same=False)]
    assert unseen(MODEL, lone) == pytest.approx([MODEL_SAYS])
    assert unseen(MODEL, lone * 2)[0] < MODEL_SAYS


def test_pairs_that_nobody_was_asked_about_count_as_the_model_says():
    found = measured([])
    assert [band.asked for band in found.bands] == [0] * len(found.bands)
    assert found.precision == pytest.approx(1.0, abs=0.001)
    assert found.recall == pytest.approx(1.0, abs=0.001)


def test_missed_ones_lower_the_recall():
    missed = measured([*ANSWERS, *[Label(UNLIKE, same=True)] * 3])
    assert missed.recall < measured().recall


def test_bands_count_what_was_asked_and_how_many_candidates_they_hold():
    bands = measured().bands
    assert sum(band.asked for band in bands) == len(ANSWERS)
    assert sum(band.pairs for band in bands) == 1500
    assert all(band.lower <= band.same / band.asked for band in bands if band.asked)
    assert [band.begins for band in bands[1:]] == [band.ends for band in bands[:-1]]


def test_a_version_is_read_back_as_it_was():
    version = Version(learn(MODEL, ANSWERS).model, measured())
    document = json.loads(json.dumps(versions.to_document(version), allow_nan=False))
    assert versions.from_document(MODEL.scheme, document) == version
    shipped = json.loads(json.dumps(versions.to_document(Version(MODEL))))
    assert versions.from_document(MODEL.scheme, shipped) == Version(MODEL)


MODEL_SAYS = 1 / (1 + 2 ** -(-13.0 + 2.0 + 13.0 + 9.0 - 2.0))
