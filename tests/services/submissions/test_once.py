"""A pass takes effect once, however often it is tried; beside a right that lives it gives no second one."""


def test_a_verdict_takes_effect_once_however_often_it_is_tried(desk):
    item = desk.submitted()
    verdict_id = desk.ruled(item)
    before = (len(desk.rows()), desk.stored(item).version, desk.balance())
    assert desk.later(seconds=20).settle(verdict_id) == 0
    assert (len(desk.rows()), desk.stored(item).version, desk.balance()) == before
    assert desk.stored(item).state == "decided"


def test_a_pass_beside_a_right_that_lives_gives_none_and_frees_the_pit(desk):
    item = desk.submitted()
    bos = desk.make.right(desk.stored(item).record_id, "Bo")
    desk.ruled(item)
    assert [one.id for one in desk.rights()] == [bos]
    assert (desk.pits("Ana"), desk.pits("Bo")) == (0, 1)
    assert "submission.passed_only" in desk.told()
