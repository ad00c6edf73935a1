"""What a save finds: one candidate for what resembles, none for what does not."""

from dataclasses import replace

from likenesses import AGAIN, BRANCH, CLIENTS, MILL, STRANGER
from sqlalchemy import select

from greening.domain.records import KEYS_VERSION, derive
from greening.storage.candidates import Candidate
from greening.storage.match_keys import MatchKey, MatchPrint


def test_a_company_entered_again_becomes_a_candidate_with_its_reasons(work, create, pairs):
    first, second = create(MILL), create(AGAIN, by="Bo")
    assert pairs() == [(first, second, "open")]
    with work() as unit:
        found = unit.session.scalars(select(Candidate)).one()
    assert found.probability > 0.99
    assert {"phone.same", "prior"} <= {term["code"] for term in found.terms}
    assert abs(sum(term["bits"] for term in found.terms) - found.bits) < 0.1
    assert (found.found_by, found.model_version != "") == ("save", True)


def test_strangers_are_none(create, pairs):
    create(MILL), create(STRANGER, by="Bo")
    assert pairs() == []


def test_a_branch_is_none_and_is_shown_beside_its_company(create, pairs, similar):
    head, branch = create(MILL), create(BRANCH, by="Bo")
    assert pairs() == []
    assert [(one.record_id, one.relation, one.candidate_id) for one in similar(head)] == [(branch, "branch", None)]


def test_an_edit_makes_a_candidate(create, edit, pairs):
    first, second = create(MILL), create(STRANGER, by="Bo")
    edit(second, by="Bo", company="澜序机械", region="330100", phones=MILL.phones)
    assert pairs() == [(first, second, "open")]


def test_what_no_longer_resembles_goes_to_sleep_and_comes_back(create, edit, pairs):
    first, second = create(MILL), create(AGAIN, by="Bo")
    edit(second, by="Bo", company=STRANGER.company, region="320500", phones=STRANGER.phones)
    assert pairs() == [(first, second, "asleep")]
    edit(second, by="Bo", company=AGAIN.company, region=AGAIN.region, phones=AGAIN.phones)
    assert pairs() == [(first, second, "open")]


def test_an_edit_brings_the_reasons_up_to_date(work, create, edit, pairs):
    create(MILL), (second := create(AGAIN, by="Bo"))
    edit(second, by="Bo", website=MILL.website)
    with work() as unit:
        terms = unit.session.scalars(select(Candidate.terms)).one()
    assert "domain.same" in {term["code"] for term in terms}


def test_an_agents_number_makes_no_candidates(bring, pairs):
    bring("company,region,phone\n" + "".join(f"杭州{name}有限公司,330100,0571-55509999\n" for name in CLIENTS))
    assert pairs() == []


def test_keys_are_those_of_what_stands(work, create, edit):
    record_id = create(MILL)
    edit(record_id, phones=("0571-55501277",), company="杭州澜序精密机械有限公司")
    typed = replace(MILL, phones=("0571-55501277",), company="杭州澜序精密机械有限公司")
    with work() as unit:
        hashes = set(unit.session.scalars(select(MatchKey.hash).where(MatchKey.record_id == record_id)))
        stood = unit.session.get(MatchPrint, record_id)
    assert hashes == {key.hash for key in derive(typed).keys}
    assert (stood.print, stood.version) == (derive(typed).print, KEYS_VERSION)


def test_a_save_alone_leaves_nothing_to_look_at_again(create, queued):
    create(MILL), create(AGAIN, by="Bo")
    assert queued == []
