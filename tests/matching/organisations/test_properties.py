"""What holds for any two companies, whatever was typed?"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from greening.matching import Counted, match
from greening.matching.organisations import SCHEME, features, keys, model
from validators import Identifier, KeyPerson, Record

NAMES = [
    "苏州澜序机械有限公司", "澜序机械", "苏州澜序", "杭州澜序机械有限公司", "苏州澜序机械有限公司吴江分公司", "澜序(苏州)精密机械股份有限公司",
    "苏州兰旭机械厂", "砚溪药房第一分店", "砚溪药房第二分店", "砚溪餐饮", "Lanxu Machinery Co., Ltd.", "Lanxu", "Larkmoor Center II",
    "Larkmoor Center", "Larkmoor Hollin Ltd", "Larkmoor Penvale Limited", "LC", "公司", "",
]  # fmt: skip
ADDRESSES = [
    "", "苏州市虎丘区浒墅关路18号", "浒墅关路20号", "杭州", "435 S. Larkmoor Blvd.", "435 Larkmoor", "Larkmoor Blvd 7, 66879",
]  # fmt: skip
PHONES = ["0512-62658014", "+86 512 6265 8041", "386 5286", "13926580147", ""]
IDS = [Identifier("91330106MA27Y5C217", "uscc"), Identifier("91330106MA27Y5C22A", "uscc"), Identifier("12", "uscc")]

records = st.builds(
    Record,
    company=st.sampled_from(NAMES) | st.text(max_size=12),
    short_name=st.sampled_from(["", "澜序", "Larkmoor"]),
    ids=st.lists(st.sampled_from(IDS), max_size=2).map(tuple),
    region=st.sampled_from(["", "320500", "320506", "330100"]),
    address=st.sampled_from(ADDRESSES) | st.text(max_size=20),
    phones=st.lists(st.sampled_from(PHONES), max_size=2).map(tuple),
    emails=st.lists(st.sampled_from(["a@lanxu.example", "b@lanxu.example", "c@qq.com"]), max_size=2).map(tuple),
    website=st.sampled_from(["", "lanxu.example", "larkmoor.example"]),
    key_persons=st.lists(st.sampled_from(["沈砚秋", "shen yanqiu", "Ann Hollin"]).map(KeyPerson), max_size=2).map(
        tuple
    ),
)


def counted(*known: Record) -> Counted:
    hashes = [{key.hash for key in keys(features(record))} for record in known]
    return Counted(len(known), {one: sum(one in own for own in hashes) for one in set().union(*hashes)})


@settings(max_examples=300, deadline=None)
@given(records, records, records)
def test_an_opinion_is_the_same_for_both_orders(one, other, third):
    known = counted(one, other, third)
    left, right = features(one), features(other)
    assert model().opinion(left, right, known) == model().opinion(right, left, known)


@settings(max_examples=100, deadline=None)
@given(records)
def test_what_is_typed_twice_is_never_two(record):
    found = model().opinion(features(record), features(record), counted(record, record))
    assert found.decider in {"", "id.same"}
    assert all(term.bits > 0 for term in found.terms[1:])


@settings(max_examples=200, deadline=None)
@given(records, records, st.sampled_from(PHONES[:4]))
def test_a_number_in_common_never_lowers_and_a_contradiction_never_raises(one, other, number):
    bare = [replace(record, phones=()) for record in (one, other)]
    shared = [replace(record, phones=(number,)) for record in bare]
    apart = [replace(bare[0], phones=("13926580147",)), replace(bare[1], phones=("0571-88880000",))]
    known = counted(*shared)
    bits = [model().opinion(*map(features, pair), known).bits for pair in (apart, bare, shared)]
    assert bits == sorted(bits)


@settings(max_examples=15, deadline=None)
@given(st.lists(records, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_rows_may_lie_in_any_order_and_no_group_holds_two_that_a_rule_parts(base, random):
    order = random.sample(range(len(base)), len(base))
    read = [features(record) for record in base]
    found, again = match(read, model()), match([read[at] for at in order], model())

    moved = {tuple(sorted((order[pair.left], order[pair.right]))): pair.opinion for pair in again.pairs}
    assert moved == {(pair.left, pair.right): pair.opinion for pair in found.pairs}
    contents = [sorted(sorted(repr(of[at]) for at in group) for group in one.clusters)
                for one, of in ((found, read), (again, [read[at] for at in order]))]  # fmt: skip
    assert contents[0] == contents[1]
    for group in found.clusters:
        rules = [SCHEME.rule(read[left], read[right]) for left in group for right in group]
        assert all(rule is None or rule.same for rule in rules)
