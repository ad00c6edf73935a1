"""The channel, the outcome and the length of a call are held against the note; honest notes pass."""

from datetime import UTC, datetime, timedelta

import pytest

from validators import DEFAULTS, Record, Verdict, Visit, check
from validators.visits import judge_visit

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
FULL = "罗经理说仓库没有货梯，要能拆成四件的货架，预算三万"


def codes(visit):
    weak = {"visit.thin", "visit.boilerplate", "visit.gibberish"}
    found = check(Record(visits=(visit,)), as_of=NOW).findings
    return {f.code for f in found if f.code.startswith("visit.") and "tells" not in f.code} - weak


@pytest.mark.parametrize(
    ("channel", "note"),
    [
        ("电话", "去车间看了，两台冲床要换"),
        ("phone", "Walked the roof with Dave, 240 sqm felt"),
        ("微信", "跟罗经理当面谈了，嫌贵两千"),
        ("拜访", "电话里说嫌贵两千，要比三家"),
        ("Visit", "He said over the phone that the lease ends in May"),
    ],
)
def test_a_note_of_another_way_than_the_channel_is_pointed_out(channel, note):
    assert codes(Visit(note, channel=channel)) == {"visit.channel_contradicts"}


@pytest.mark.parametrize(
    ("channel", "note"),
    [
        ("电话", "约了下周二去车间看，两台冲床要换"),
        ("电话", "罗经理要我们上门量尺寸"),
        ("拜访", "去车间看了，电话转到她分机206"),
        ("拜访", "现场看了两台冲床，回来电话里说预算三万"),
        ("phone", "Will visit them in person on Tuesday, wants a quote for 240 sqm"),
        ("", "去车间看了，两台冲床要换"),
        ("电话拜访", "去车间看了，两台冲床要换"),
    ],
)
def test_plans_and_talk_of_both_ways_contradict_nothing(channel, note):
    assert codes(Visit(note, channel=channel)) == set()


def test_nobody_reached_and_yet_somebody_spoke():
    assert codes(Visit(FULL, outcome="nobody")) == {"visit.nobody_talked"}
    assert codes(Visit(FULL, outcome="reached")) == set()
    assert codes(Visit("没接，门口贴着招租", outcome="nobody")) == set()


def test_a_call_of_seconds_holds_no_talk():
    assert codes(Visit(FULL, duration=timedelta(seconds=3))) == {"visit.talk_too_short"}
    assert codes(Visit(FULL, duration=timedelta(seconds=20))) == set()
    assert codes(Visit("没接", duration=timedelta(seconds=3))) == set()


def test_times_that_cannot_be():
    assert codes(Visit(FULL, at=NOW + timedelta(hours=11), entered_at=NOW)) == {"visit.in_future"}
    early = Visit(FULL, at=NOW - timedelta(days=1), entered_at=NOW - timedelta(days=2))
    assert codes(early) == {"visit.entered_before"}
    assert codes(Visit(FULL, at=datetime(1970, 1, 1, tzinfo=UTC))) == {"visit.too_old"}


def test_what_is_filled_in_beside_a_note_counts_like_the_note():
    bare, named = Visit("嫌贵，再考虑考虑吧，等以后有机会再说，反正现在不着急"), "罗经理"
    assert judge_visit(bare, DEFAULTS).verdict is not Verdict.EFFECTIVE
    told = judge_visit(Visit(bare.note, contact=named, next_step="周三寄两种板样", next_at=NOW), DEFAULTS)
    assert set(told.units) >= {"who", "next_step", "when"}


def test_padding_beside_filled_in_fields_is_weak_and_padding_in_them_is_nothing():
    assert (
        judge_visit(Visit("继续跟进", contact="罗经理", next_step="寄样", next_at=NOW), DEFAULTS).verdict
        is Verdict.WEAK
    )
    assert judge_visit(Visit("继续跟进", contact="无", next_step="继续跟进"), DEFAULTS).verdict is Verdict.VOID
