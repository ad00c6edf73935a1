"""What operations type becomes a draft, and a draft a version: once, over the newest one, with a reason and a start."""

from datetime import timedelta

import pytest
from policy_desk import PHRASES
from sqlalchemy import func, select
from waiting import when_let_go

from greening.domain.refusals import BadValue, Denied, NotFound, PolicyBroken, PolicyMoved, PolicyStart, PolicyUnchanged
from greening.jobs import Kind
from greening.services.policies import in_force
from greening.storage import policies
from greening.storage.events import Event
from greening.storage.jobs import Job
from greening.storage.policies import PolicyDraft, PolicyVersion

WEIGHT = "validators.weights.identity.company"
SUSPECT = "validators.repeats.suspect"
HOUR = timedelta(hours=1)


def count(desk, table):
    with desk.work() as unit:
        return unit.session.scalar(select(func.count()).select_from(table))


def jobs(desk, kind):
    with desk.work() as unit:
        return unit.session.scalars(select(Job).where(Job.kind == kind)).all()


def problems(desk, typed):
    with pytest.raises(PolicyBroken) as refused:
        desk.draft(typed)
    return {(one["path"], one["problem"]) for one in refused.value.params["problems"]}


@pytest.mark.slow
def test_the_form_as_it_is_shown_changes_nothing(desk):
    with pytest.raises(PolicyUnchanged):
        desk.draft(desk.typed())


def test_what_was_typed_is_what_the_version_says(desk):
    version = desk.save(desk.draft(desk.typed(**{WEIGHT: "12.5", SUSPECT: "４"})))
    found = in_force(desk.work, desk.policy, now=desk.now)
    assert (version, found.version, found.settings.repeats.suspect) == (2, 2, 4)
    assert {one.key: one.weight for one in found.settings.fields}["company"] == 12.5


def test_words_come_and_go_and_are_kept_as_judging_reads_them(desk):
    typed = desk.typed()
    lines = [line for line in typed[PHRASES].splitlines() if line != "跟进"]
    desk.save(desk.draft({PHRASES: "\n".join(["", " 客戶  態度不錯哦 ", "Keep　Watching", *lines])}))
    words = in_force(desk.work, desk.policy, now=desk.now).settings.words["visit_phrases"]
    assert {"客户 态度不错哦", "keep watching"} <= set(words)
    assert "跟进" not in words
    assert set(desk.version(2).changes) == {PHRASES}


def test_everything_wrong_is_said_at_once(desk):
    typed = {WEIGHT: "many", SUSPECT: "1", PHRASES: "长" * 61, "validators.caps.warning": "so-so"}
    assert problems(desk, typed) == {
        (WEIGHT, "wrong_kind"),
        (SUSPECT, "out_of_range"),
        (PHRASES, "too_long"),
        ("validators.caps.warning", "no_level"),
    }
    assert count(desk, PolicyDraft) == 0


@pytest.mark.slow
def test_a_list_has_its_limit(desk):
    assert problems(desk.in_portions(phrases=3), {PHRASES: "甲乙\n丙丁\n戊己\n庚辛"}) == {(PHRASES, "too_many")}


@pytest.mark.slow
def test_what_the_form_does_not_name_cannot_be_changed(desk):
    with pytest.raises(PolicyUnchanged):
        desk.draft({"lists.page": "20", "validators.colours.red": "1"})


@pytest.mark.parametrize("name", ["Ana", *(pytest.param(one, marks=pytest.mark.slow) for one in ("Chen", "Qi", "Ada"))])
def test_only_operations_draft_and_save(desk, name):
    draft_id = desk.draft({SUSPECT: "4"})
    other = desk.make.person(name)
    with pytest.raises(Denied):
        desk.draft({SUSPECT: "5"}, by=other)
    with pytest.raises(Denied):
        desk.save(draft_id, by=other)
    assert (count(desk, PolicyDraft), count(desk, PolicyVersion)) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_version_has_a_reason_of_a_paragraph(desk, reason):
    draft_id = desk.draft({SUSPECT: "4"})
    with pytest.raises(BadValue):
        desk.save(draft_id, reason=reason)
    assert count(desk, PolicyVersion) == 1


@pytest.mark.slow
@pytest.mark.parametrize("after", [timedelta(minutes=-6), timedelta(days=366)])
def test_a_version_begins_now_or_within_a_year(desk, after):
    draft_id = desk.draft({SUSPECT: "4"})
    with pytest.raises(PolicyStart):
        desk.save(draft_id, after=after)
    assert count(desk, PolicyVersion) == 1


@pytest.mark.slow
def test_a_form_that_stood_open_for_a_minute_still_means_now(desk):
    desk.save(desk.draft({SUSPECT: "4"}), after=timedelta(minutes=-1))
    assert desk.version(2).starts_at == desk.now


def test_saving_twice_is_saving_once(desk):
    draft_id = desk.draft({SUSPECT: "4"})
    assert (desk.save(draft_id), desk.save(draft_id)) == (2, 2)
    assert count(desk, PolicyVersion) == 2


def test_two_who_save_at_once_make_one_version(desk):
    draft_id = desk.draft({SUSPECT: "4"})

    def save():
        return desk.save(draft_id)

    assert when_let_go(desk.work, lambda unit: policies.lock(unit.session), save, save) == [2, 2]


def test_a_draft_is_made_and_saved_over_the_newest_version_only(desk):
    early = desk.draft({SUSPECT: "4"})
    desk.save(desk.draft({SUSPECT: "5"}), after=HOUR)
    with pytest.raises(PolicyMoved):
        desk.save(early)
    with pytest.raises(PolicyMoved):
        desk.draft({SUSPECT: "6"}, base=1)
    assert count(desk, PolicyVersion) == 2


@pytest.mark.slow
def test_nothing_can_be_saved_that_was_not_drafted(desk):
    with pytest.raises(NotFound):
        desk.save(7)


def test_saving_says_who_when_why_and_what(desk):
    desk.save(desk.draft({SUSPECT: "4"}), after=HOUR, reason=" too many doubts ")
    row = desk.version(2)
    assert (row.author_id, row.reason, row.starts_at) == (desk.ops.id, "too many doubts", desk.now + HOUR)
    with desk.work() as unit:
        event = unit.session.scalars(select(Event).where(Event.kind == "policy.saved")).one()
    assert event.after["changes"] == {SUSPECT: {"before": 3, "after": 4}}


def test_changes_of_changes_are_kept_as_departures_from_the_file(desk):
    desk.save(desk.with_words(PHRASES, "浇浇水", "松松土"))
    without = desk.typed()[PHRASES].replace("浇浇水\n", "")
    desk.save(desk.draft({PHRASES: without, SUSPECT: "4"}))
    assert desk.version(3).changes == {
        PHRASES: {"added": ["松松土"], "removed": []},
        SUSPECT: {"before": 3, "after": 4},
    }
    desk.save(desk.draft({PHRASES: without.replace("\n松松土", ""), SUSPECT: "3"}))
    assert desk.version(4).changes == {}


def test_a_draft_has_its_effect_found_out_and_a_version_has_all_judged_again_when_it_begins(desk):
    draft_id = desk.draft({SUSPECT: "4"})
    desk.save(draft_id, after=HOUR)
    assert [job.args for job in jobs(desk, Kind.PREVIEW_POLICY)] == [{"draft_id": draft_id}]
    (job,) = jobs(desk, Kind.RESCORE)
    assert (job.args, job.run_after) == ({"version": 2}, desk.now + HOUR + desk.policy.versions.look_every)
