from datetime import UTC, datetime, timedelta

from validators import Record, Visit, check

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)


def findings(*visits, as_of=NOW):
    found = check(Record(visits=visits), as_of=as_of).findings
    return {(f.field, f.code, f.severity.value) for f in found if f.code.startswith("visit.")}


def test_a_void_note_is_a_warning_a_weak_one_a_hint_and_an_effective_one_nothing():
    assert findings(Visit("继续跟进"), Visit("认识王总"), Visit("怕吵，隔壁厂家少收八百")) == {
        ("visits[0]", "visit.boilerplate", "WARNING"),
        ("visits[1]", "visit.thin", "HINT"),
    }


def test_a_visit_cannot_have_happened_after_it_is_judged():
    tomorrow = Visit("怕吵，隔壁厂家少收八百", at=NOW + timedelta(days=1))
    assert findings(tomorrow) == {("visits[0]", "visit.in_future", "WARNING")}
    assert findings(tomorrow, as_of=None) == set()
    assert findings(Visit("怕吵，隔壁厂家少收八百", at=NOW)) == set()


def test_a_note_from_memory_is_pointed_out():
    at = NOW - timedelta(days=30)
    late = Visit("怕吵，隔壁厂家少收八百", at=at, entered_at=at + timedelta(days=7, seconds=1))
    (found,) = (f for f in check(Record(visits=(late,))).findings if f.code == "visit.entered_late")
    assert found.params == {"days": 7}
    assert findings(Visit("怕吵，隔壁厂家少收八百", at=at, entered_at=at + timedelta(days=7))) == set()
