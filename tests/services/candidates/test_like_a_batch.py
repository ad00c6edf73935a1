"""What is thought of two stored records is what a batch thinks of the same two: one opinion, whoever asks."""

from collections import Counter
from dataclasses import replace

import pytest
from likenesses import AGAIN, BRANCH, MILL, STRANGER
from sqlalchemy import select

from greening.domain.records import derive
from greening.matching import Counted, organisations
from greening.matching.batch import resuming
from greening.matching.learning import learn
from greening.matching.learning.cases import Case, Label
from greening.matching.learning.versions import Version
from greening.services import match_models, matching
from greening.storage import candidate_finding
from greening.storage import match_models as storage
from greening.storage.candidates import Candidate

RECORDS = (
    MILL,
    AGAIN,
    BRANCH,
    STRANGER,
    replace(STRANGER, company="苏州砚川包装制品有限公司", region="", phones=("0512-55501236",)),
    replace(MILL, company="Larkmoor Trading Co., Ltd.", country="GB", region="", address="", phones=()),
)


@pytest.fixture
def stored(create):
    """The records by their ids."""
    return {create(record, by="Ops"): record for record in RECORDS}


@pytest.fixture
def counted():
    return Counted(len(RECORDS), Counter(key.hash for record in RECORDS for key in derive(record).keys))


def test_two_that_are_stored_are_judged_as_in_a_batch(work, policy, stored, counted):
    read = {one: organisations.features(record) for one, record in stored.items()}
    with work() as unit:
        found = candidate_finding.likeness(unit.session, list(stored), policy, limit=len(stored)).opinions
    expected = {pair: organisations.model().opinion(read[pair[0]], read[pair[1]], counted) for pair in found}
    assert (len(found) > 3, dict(found)) == (True, expected)


@pytest.mark.usefixtures("stored", "learned")
def test_all_that_is_stored_is_judged_as_each_of_it_by_the_weights_that_hold(work, policy, rule, tmp_path):
    with work() as unit:
        asked = unit.session.scalars(select(Candidate.id).order_by(Candidate.id)).first()
    rule(asked, "same")
    base = matching.shelve(work, tmp_path, part=2)
    assert len(list(base.shelf.folder.glob("records-*"))) == len(RECORDS) / 2
    found = resuming.match(base.shelf, base.model, rulings=base.rulings, teach=False)
    told = {(base.ids[pair.left], base.ids[pair.right]): pair.opinion for pair in found.pairs}
    with work() as unit:
        like = candidate_finding.likeness(unit.session, list(base.ids), policy, limit=len(RECORDS))
    assert len(told) > 3
    assert len(base.rulings.same) == 1
    assert told == {pair: like.opinions[pair] for pair in told}
    assert found.model.version == like.version != organisations.model().version


@pytest.fixture
def learned(work, policy, make, now):
    """A version that a few answers have made holds."""
    opinion = organisations.model().opinion(*map(organisations.features, (MILL, AGAIN)), Counted(len(RECORDS)))
    answers = [Label(Case.of(opinion, organisations.model()), same=False)] * 5
    model = learn(organisations.model(), answers).model
    with work() as unit:
        model_id = storage.add(unit.session, Version(model), upto_ruling=0, now=now)
    match_models.choose(work, policy, actor=make.person("Ops"), model_id=model_id, reason="Truer", now=now)


def test_so_is_one_that_is_typed(work, policy, create, counted):
    *there, typed = RECORDS
    ids = {create(record, by="Ops"): record for record in there}
    own = organisations.features(typed)
    with work() as unit:
        found = candidate_finding.beside(unit.session, own, policy)
    expected = {one: organisations.model().opinion(own, organisations.features(ids[one]), counted) for one in found}
    assert (len(found) > 0, dict(found)) == (True, expected)
